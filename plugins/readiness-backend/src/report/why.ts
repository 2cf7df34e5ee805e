/** What is missing of an item, in one sentence. */
import type {
  AnswerView,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';

export function whyOf({
  result,
  answers,
  notEvaluated,
}: ItemView): string | undefined {
  if (notEvaluated) return notEvaluated;
  const answer =
    answers.find(one => one.result === result) ??
    answers.find(one => one.settled === result);
  return answer && whyAnswered(answer);
}

function whyAnswered(answer: AnswerView): string | undefined {
  switch (answer.result) {
    case 'fail': {
      const total = answer.findingsTotal ?? 0;
      const [first] = answer.findings ?? [];
      if (!first) return `${total} findings`;
      return total > 1
        ? `${first.message} (and ${total - 1} more)`
        : first.message;
    }
    case 'unknown':
      return answer.message
        ? `${answer.cause}: ${answer.message}`
        : answer.cause;
    case 'waived':
      return (
        answer.waiver && `waived until ${answer.waiver.until.slice(0, 10)}`
      );
    case 'pending':
    case 'notApplicable':
      return answer.message;
    default:
      return undefined;
  }
}
