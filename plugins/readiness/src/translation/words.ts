/** The words of the model, and what every page shares. The words themselves never get synonyms. */
export const wordMessages = {
  result: {
    fail: 'fail',
    unknown: 'unknown',
    pending: 'pending',
    waived: 'waived',
    pass: 'pass',
    notApplicable: 'not applicable',
    changing: 'changing',
  },
  verdict: {
    ready: 'ready',
    blocked: 'blocked',
    incomplete: 'incomplete',
  },
  severity: {
    blocking: 'blocking',
    recommended: 'recommended',
  },
  responsible: {
    owner: 'owner',
    platform: 'platform',
    security: 'security',
  },
  waitingOn: {
    label: 'Waiting on {{who}}',
    title: 'Waiting on',
    service: 'service',
    platform: 'platform',
    people: 'people',
    and: ' and ',
    nobody: 'nobody',
  },
  enforcement: {
    shadow: 'shadow: evaluated, shown to the scorecard’s owner only',
    warn: 'warn: shown, never blocks',
    enforce: 'enforced',
    from: 'enforced from {{date}}',
    notHere: 'not enforced for this entity',
  },
  cause: {
    unreachable: 'The cluster did not answer',
    forbidden: 'The reader account may not read this',
    'needs-user-credentials':
      'The cluster only accepts a user’s own credentials, which nobody holds in the background',
    'not-configured': 'The source of the evidence is not configured',
    'query-failed': 'The query failed',
    timeout: 'Reading or judging took too long',
    stale: 'The evidence is too old to judge by',
    malformed: 'The evidence could not be understood',
    'check-error': 'The check itself failed',
    missing: 'Nobody has spoken yet',
    expired: 'What was said has expired',
  },
  score: {
    label: 'Score',
    value: '{{value}} %',
    none: 'no score',
    range: '{{low}}–{{high}} %',
    rangeHint: 'What is unknown or pending leaves {{low}} to {{high}} % open',
    hint: 'Weight that passed ÷ weight that passed or failed',
    description:
      'Score {{value}}, between {{low}} and {{high}} % once the open items are answered',
  },
  coverage: {
    label: 'Coverage',
    value: '{{answered}} of {{applicable}}',
    hint: 'Questions that apply and that fresh evidence answers; one counts once however many items ask it',
    once: 'questions, each counted once',
    stated_one: '{{count}} stated by people',
    stated_other: '{{count}} stated by people',
  },
  counts: {
    label: 'Items by result: {{summary}}',
    entry: '{{number}} {{result}}',
  },
  time: {
    never: 'never',
  },
  state: {
    loading: 'Loading',
    retry: 'Try again',
    deniedTitle: 'You may not see this',
    denied:
      'Reading gates needs the permission readiness.gate.read and access to the entity in the catalog. Ask your portal administrator for it.',
    signedOutTitle: 'You are not signed in any more',
    signedOut:
      'The portal does not accept your sign-in: it has ended, or was changed. Reload the page, and sign in again where it asks for it.',
    failedTitle: 'Readiness could not be loaded',
    unreachable:
      'The portal’s backend did not answer. Look at your connection, then try again.',
    notFoundTitle: 'Not found',
  },
  resources: {
    more: 'and {{number}} more',
    fewer: 'Show fewer',
  },
  copy: {
    link: 'Copy link to this item',
    linkDone: 'Link copied',
  },
} as const;
