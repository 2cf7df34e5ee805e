/** Texts of the widget for a home page: what I own. */
export const homeMessages = {
  home: {
    label: 'Gates of what you own, the worst first',
    ready: '{{ready, number}} of {{total, number}} ready',
    blockers: 'What blocks {{entity}}, {{scorecard}}',
    more: 'and more',
    all: 'All {{total, number}} gates',
    overview: 'Open the overview',
    queue: 'What waits for you',
    waiting_one: '{{count, number}} thing waits for you',
    waiting_other: '{{count, number}} things wait for you',
    nothing: 'Nothing waits for you',
    noneTitle: 'You own nothing that a scorecard judges',
    none: 'Services that you or one of your groups own come here, as the catalog says. The portal knows you as {{who}}.',
    nobody: 'Nobody is signed in whom the catalog could name as an owner.',
  },
} as const;
