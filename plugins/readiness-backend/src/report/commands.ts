/** How to mend an item, with the names of what fails in place of the words that stand for them. */
import { parseEntityRef } from '@backstage/catalog-model';
import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';

/** Kubernetes names alone are put into commands: nothing else that a finding says may reach a shell. */
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** Markdown; undefined where nothing is to be mended. */
export function commandsOf(
  { result, answers, checks }: ItemView,
  entityRef: string,
): string | undefined {
  if (result === 'waived') return undefined;
  const failing = new Set(
    answers
      .filter(answer => answer.result === result)
      .map(({ check }) => check),
  );
  const [finding] = answers.flatMap(({ findings }) => findings ?? []);
  const names: Record<string, string | undefined> = {
    NAME: finding?.name ?? parseEntityRef(entityRef).name,
    NAMESPACE: finding?.namespace,
    CONTAINER: finding?.container,
  };
  const fixes = checks.filter(({ id }) => failing.has(id));
  const [fix] = fixes.length > 0 ? fixes : checks;
  return fix?.fix.replace(/\b(NAME|NAMESPACE|CONTAINER)\b/g, word => {
    const name = names[word];
    return name !== undefined && NAME.test(name) ? name : word;
  });
}
