/** Texts of the environments side by side. */
export const environmentMessages = {
  environments: {
    title: 'From {{from}} to {{to}}',
    text_one:
      'A promotion from {{from}} to {{to}} would meet {{count}} item that is open in {{to}}.',
    text_other:
      'A promotion from {{from}} to {{to}} would meet {{count}} items that are open in {{to}}.',
    nothingMet:
      'A promotion from {{from}} to {{to}} would meet no open item in {{to}}.',
    same: 'No item differs between {{from}} and {{to}}, and none is open.',
    one: 'This gate has been seen in one environment only: there is nothing to compare.',
    from: 'From',
    to: 'To',
    none: 'not asked',
    item: 'Item',
    unnamed: 'no environment',
    caption: '{{group}}: each item with its result by environment',
    met: 'Open in {{to}} only',
    metHint: 'the promotion would meet it there',
    both: 'Open in both',
    bothHint: 'the promotion would not mend it',
    brought: 'Open in {{from}} only',
    broughtHint: 'the promotion may bring it along',
    differs: 'Differs otherwise',
    differsHint: 'open in neither',
    compare: 'Compare the environments',
    sentence: '{{from}}, {{to}}',
    says: {
      pass: 'passes in {{environment}}',
      fail: 'fails in {{environment}}',
      unknown: 'is unknown in {{environment}}',
      pending: 'is pending in {{environment}}',
      waived: 'is waived in {{environment}}',
      notApplicable: 'does not apply in {{environment}}',
      changing: 'is changing in {{environment}}',
      none: 'is not asked in {{environment}}',
    },
  },
} as const;
