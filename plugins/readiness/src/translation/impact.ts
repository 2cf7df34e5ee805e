/** Texts of whom an item would hold if it were enforced. */
export const impactMessages = {
  impact: {
    open: 'If this were enforced today',
    title: 'If this were enforced today',
    judged_one:
      '{{scorecard}} judges {{count, number}} entity that you may see.',
    judged_other:
      '{{scorecard}} judges {{count, number}} entities that you may see.',
    notEvaluated: 'Nobody is asked this yet: {{reason}}',
    count: {
      wouldBlock: 'would be blocked',
      alreadyBlocked: 'blocked anyway',
      wouldHold: 'would wait for an answer',
      alreadyHeld: 'not ready anyway',
      waived: 'waived',
      withoutEffect: 'open, without effect',
      passing: 'pass',
    },
    counts: 'What would become of them',
    entities:
      'Entities that do not pass, those whose verdict would change first',
    entity: 'Entity',
    result: 'Result',
    verdict: 'Verdict now, and then',
    then: 'then',
    stays: 'stays',
    nobody: 'Every entity passes. Nothing would change.',
  },
} as const;
