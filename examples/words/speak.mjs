// After the portal is up: the example's tools send their reports, and its people attest, sign off and ask for waivers. What was
// said before is not said again; a report is sent once a day, so that its age is what the example means it to be.
import { setTimeout as wait } from 'node:timers/promises';
import { approvals, attestations, waivers } from './people.mjs';
import { reports } from './reports.mjs';

const DAY_MS = 24 * 60 * 60_000;
const JUDGED = ['resource/default/devmentor/scorecards/cluster-beta', 'resource/default/devmentor-mesh/scorecards/istio-mesh-beta', 'component/default/weaviate/scorecards/production-self-assessment', 'resource/default/data-platform/scorecards/production-readiness', 'component/default/x0tta6bl4/scorecards/kubernetes-deployment'];

/** @returns how many words were given, and what was refused */
export async function speak({ url, ciToken, patienceMs = 300_000 }) {
  const portal = new Portal(url, ciToken);
  await portal.untilJudged(patienceMs);
  const refused = [];
  let given = 0;
  const each = async (words, say) => {
    for (const word of words) {
      const answer = await say(word);
      if (answer === undefined) continue;
      if (answer.ok) given += 1;
      else refused.push(`${word.type ?? word.check} of ${word.entity}: ${answer.status} ${await answer.text()}`);
    }
  };
  await each(reports, report => portal.report(report));
  await each(attestations, word => portal.attest(word));
  await each(approvals, word => portal.signOff(word));
  await each(waivers, word => portal.waive(word));
  return { given, refused };
}

class Portal {
  #url;
  #ciToken;
  #tokens = new Map();
  #items = new Map();

  constructor(url, ciToken) {
    this.#url = url;
    this.#ciToken = ciToken;
  }

  async untilJudged(patienceMs) {
    const until = Date.now() + patienceMs;
    for (const place of JUDGED) {
      while (!(await this.#isJudged(place))) {
        if (Date.now() > until) throw new Error(`${place} was not evaluated in time`);
        await wait(2000);
      }
    }
  }

  async #isJudged(place) {
    const answer = await this.#ask('GET', `/entities/${place}`).catch(() => undefined);
    if (!answer?.ok) return false;
    const { sections } = await answer.json();
    const answers = sections.flatMap(({ items }) => items).flatMap(item => item.answers ?? []);
    return answers.some(({ cluster, observedAt }) => cluster && observedAt);
  }

  async report({ entity, type, daysAgo, body, image }) {
    const time = new Date(Date.now() - daysAgo * DAY_MS).toISOString().replace(/\.\d+Z$/, 'Z');
    const runId = `example-${new Date().toISOString().slice(0, 10)}`;
    const known = await this.#ask('GET', `/reports?${new URLSearchParams({ entityRef: entity, type })}`);
    const { items } = await known.json();
    if (items.some(one => one.runId === runId)) return undefined;
    const content = typeof body === 'function' ? body({ time }) : body;
    const query = new URLSearchParams({ entityRef: entity, type, runId, time, ...(image && { image }) });
    return this.#ask('POST', `/reports?${query}`, {
      body: typeof content === 'string' ? content : JSON.stringify(content),
      type: 'application/octet-stream',
    });
  }

  async attest({ by, entity, scorecard, check, link, minutes }) {
    const item = await this.#itemOf(entity, scorecard, check);
    if (await this.#spoken('attestations', entity, scorecard, item)) return undefined;
    const until = minutes && new Date(Date.now() + minutes * 60_000).toISOString();
    return this.#say(by, '/attestations', { entityRef: entity, scorecard, item, link, ...(until && { until }) });
  }

  async signOff({ by, entity, scorecard, check, decision, reason }) {
    const item = await this.#itemOf(entity, scorecard, check);
    if (await this.#spoken('approvals', entity, scorecard, item)) return undefined;
    return this.#say(by, '/approvals', { entityRef: entity, scorecard, item, decision, ...(reason && { reason }) });
  }

  async waive({ by, decidedBy, entity, scorecard, check, days, reason, compensatingControl }) {
    const item = await this.#itemOf(entity, scorecard, check);
    if (await this.#spoken('waivers', entity, scorecard, item)) return undefined;
    const until = new Date(Date.now() + days * DAY_MS).toISOString();
    const request = { entityRef: entity, scorecard, item, reason, until, ...(compensatingControl && { compensatingControl }) };
    const answer = await this.#say(by, '/waivers', request);
    if (!answer.ok || !decidedBy) return answer;
    const { id } = await answer.json();
    return this.#say(decidedBy, `/waivers/${id}/decision`, { decision: 'approve' });
  }

  /** The first item that asks the check alone, else one that asks it among others. */
  async #itemOf(entity, scorecard, check) {
    const items = await this.#itemsOf(entity, scorecard);
    const asking = items.filter(({ checks = [] }) => checks.some(({ id }) => id === check));
    const [first] = [...asking].sort((a, b) => a.checks.length - b.checks.length);
    if (!first) throw new Error(`no item of ${scorecard} asks ${check}`);
    return first.id;
  }

  async #itemsOf(entity, scorecard) {
    const key = `${entity} ${scorecard}`;
    if (!this.#items.has(key)) {
      const answer = await this.#ask('GET', `/entities/${entity.replace(':', '/')}/scorecards/${scorecard}`);
      const { sections } = await answer.json();
      this.#items.set(key, sections.flatMap(({ items }) => items));
    }
    return this.#items.get(key);
  }

  async #spoken(kind, entityRef, scorecard, item) {
    const answer = await this.#ask('GET', `/${kind}?${new URLSearchParams({ entityRef, scorecard, item })}`);
    const { items } = await answer.json();
    return items.length > 0;
  }

  async #say(name, path, body) {
    return this.#ask('POST', path, { token: await this.#tokenOf(name), body: JSON.stringify(body), type: 'application/json' });
  }

  async #tokenOf(name) {
    if (!this.#tokens.has(name)) {
      const answer = await fetch(`${this.#url}/api/auth/example/refresh`, { headers: { 'x-example-user': name } });
      if (!answer.ok) throw new Error(`${name} cannot sign in: ${answer.status}`);
      this.#tokens.set(name, (await answer.json()).backstageIdentity.token);
    }
    return this.#tokens.get(name);
  }

  #ask(method, path, { token = this.#ciToken, body, type } = {}) {
    return fetch(`${this.#url}/api/readiness${path}`, {
      method,
      body,
      headers: { authorization: `Bearer ${token}`, ...(type && { 'content-type': type }) },
    });
  }
}
