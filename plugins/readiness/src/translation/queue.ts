/** Texts of the queue: what waits for me. */
export const queueMessages = {
  pages: {
    label: 'Readiness',
    gates: 'Gates',
    queue: 'For me',
    checks: 'Checks',
    scorecards: 'Scorecards',
    evaluations: 'Evaluations',
    waiting_one: '{{count, number}} waits',
    waiting_other: '{{count, number}} wait',
  },
  queue: {
    title: 'For me',
    total_one: '{{count, number}} thing waits for you',
    total_other: '{{count, number}} things wait for you',
    label: 'What waits for you',
    emptyTitle: 'Nothing waits for you',
    empty:
      'What you are asked to attest, sign off, decide or review comes here, and what of yours is about to expire.',
    more: 'Show more',
    loadingMore: 'Loading more…',
    refreshed: 'Loading what waits for you',
    others_one: 'and {{count, number}} more entity',
    others_other: 'and {{count, number}} more entities',
    due: {
      review: 'the waiver ends {{time}}',
      decide: 'asked for until {{date}}, {{time}}',
      expiring: 'expires {{time}}',
      attest: 'expires {{time}}',
      approve: 'expires {{time}}',
    },
    expires: {
      attestation: 'your attestation',
      approval: 'your sign-off',
      waiver: 'your waiver',
    },
    group: {
      attest: 'To attest',
      approve: 'To sign off',
      decide: 'Waivers to decide',
      review: 'Broken glass to review',
      expiring: 'About to expire',
    },
    hint: {
      attest: 'Your word is asked, or has ended.',
      approve: 'A group of yours is asked to sign off.',
      decide: 'Requested by others; a group of yours decides.',
      review: 'It holds already; a group of yours is asked to look at it.',
      expiring: 'Yours, and about to end.',
    },
  },
} as const;
