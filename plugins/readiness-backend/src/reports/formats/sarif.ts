/** SARIF 2.1: what static analysis and scanners found. */
import type { Field } from '../input/field';
import { readJson } from '../input/json';
import { STORED } from '../limits';
import type { FormatContext, ReportFormat } from '../types';
import { firstNames, Tally } from './shared';

const LEVELS = ['error', 'warning', 'note', 'none'] as const;
type Level = (typeof LEVELS)[number];

export interface SarifExtract {
  /** `CodeQL 2.19.0` */
  tools: string[];
  /** Results that stand: neither suppressed, nor passed, nor gone since the baseline. */
  total: number;
  byLevel: Record<Level, number>;
  /** Set aside with a suppression that was accepted. */
  suppressed: number;
  /** The 20 rules with the most standing results. */
  rules: { id: string; count: number }[];
  ruleCount: number;
  /** False where a run says that its tool did not finish. */
  executionSuccessful: boolean;
}

export const sarif: ReportFormat<SarifExtract> = {
  sends: 'SARIF 2.1.0 JSON',
  reads: 'json',
  async extract(text, context) {
    const body = await readJson(text, context);
    if (body.get('version').value !== '2.1.0') {
      body.get('version').is(`must be "2.1.0"; send ${sarif.sends}`);
    }
    const runs = body.get('runs').items();
    if (runs.length === 0) body.get('runs').is('must hold at least one run');
    const reader = new SarifReader();
    for (const run of runs) await reader.run(run, context);
    return reader.result(context);
  },
};

class SarifReader {
  private readonly tools: string[] = [];
  private readonly byLevel = { error: 0, warning: 0, note: 0, none: 0 };
  private readonly rules = new Tally();
  private suppressed = 0;
  private successful = true;

  async run(run: Field, { pace }: FormatContext): Promise<void> {
    const driver = run.get('tool').get('driver');
    const version = driver.get('version');
    const name = driver.get('name').text();
    this.tools.push(version.exists ? `${name} ${version.text()}` : name);
    for (const invocation of run.get('invocations').items()) {
      const success = invocation.get('executionSuccessful');
      if (success.exists && !success.boolean()) this.successful = false;
    }
    const results = run.get('results');
    if (!results.exists) {
      results.is(
        'must be a list: absent means that nothing was scanned, an empty list that nothing was found',
      );
    }
    const rules = rulesOf(driver);
    for (const result of results.items()) {
      await pace.breathe();
      this.count(result, rules);
    }
  }

  result({ notes }: FormatContext): SarifExtract {
    return {
      tools: firstNames(this.tools, 'tools', notes),
      total: LEVELS.reduce((sum, level) => sum + this.byLevel[level], 0),
      byLevel: this.byLevel,
      suppressed: this.suppressed,
      rules: this.rules.top(STORED.names),
      ruleCount: this.rules.size,
      executionSuccessful: this.successful,
    };
  }

  private count(result: Field, rules: Rules): void {
    if (result.get('baselineState').value === 'absent') return;
    const kind = result.get('kind');
    if (kind.exists && kind.value !== 'fail') {
      // A pass or a remark is no problem, whatever level it carries.
      return;
    }
    if (isSuppressed(result)) {
      this.suppressed += 1;
      return;
    }
    const rule = rules.of(result);
    this.byLevel[levelOf(result, rule)] += 1;
    this.rules.add(rule.id);
  }
}

interface Rule {
  id: string;
  level?: Level;
}

interface Rules {
  of(result: Field): Rule;
}

/** A result names its rule by id, by index, or both; the rule may carry the level. */
function rulesOf(driver: Field): Rules {
  const list: Rule[] = driver
    .get('rules')
    .items()
    .map(rule => ({
      id: rule.get('id').text(),
      level: rule.get('defaultConfiguration').get('level').optional(asLevel),
    }));
  const byId = new Map(list.map(rule => [rule.id, rule]));
  return {
    of(result) {
      const reference = result.get('rule');
      const index = [result.get('ruleIndex'), reference.get('index')].find(
        ({ exists }) => exists,
      );
      const id = [result.get('ruleId'), reference.get('id')]
        .find(({ exists }) => exists)
        ?.text();
      // -1 stands for none.
      const indexed =
        index && index.value !== -1 ? list[index.count()] : undefined;
      const known = (id !== undefined && byId.get(id)) || indexed;
      return { id: id ?? known?.id ?? 'no rule', level: known?.level };
    },
  };
}

/** As the standard says: the result's own, else its rule's, else warning. */
function levelOf(result: Field, rule: Rule): Level {
  return result.get('level').optional(asLevel) ?? rule.level ?? 'warning';
}

function asLevel(field: Field): Level {
  const level = LEVELS.find(known => known === field.value);
  return level ?? field.is(`must be one of ${LEVELS.join(', ')}`);
}

/** All suppressions must be accepted; one that is rejected or under review leaves the result standing. */
function isSuppressed(result: Field): boolean {
  const suppressions = result.get('suppressions').items();
  return (
    suppressions.length > 0 &&
    suppressions.every(suppression => {
      const status = suppression.get('status');
      return !status.exists || status.value === 'accepted';
    })
  );
}
