/**
 * The way of a release, as the people of the example walk it: Ada owns the service, Ivan signs for security,
 * Grace decides on waivers, and CI speaks through its own token. Then somebody ships another image.
 */
import { execFile } from 'node:child_process';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, signIn } from './browser';
import { tabPath, untilEvaluated } from './pages';
import { Portal, startPortal, waitUntil } from './portal';

const root = resolve(__dirname, '../..');
const run = promisify(execFile);

const ENTITY = 'component:default/pbml-context';
const CI_TOKEN = 'example-ci-token-for-this-machine-only';
const K6 = {
  metrics: {
    http_req_failed: { passes: 0, fails: 4000, value: 0 },
    http_req_duration: { avg: 80, 'p(95)': 210.4 },
  },
};
const RUNBOOK = 'The runbook was reviewed against what runs';
const RESTORE = 'A restore was practised';
const LOAD = 'The release holds the load that is expected';
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const SECURITY = 'Security signs off';
const PINNED = 'Images are named by a version or a digest';

describeInBrowser('a release in the portal', () => {
  let portal: Portal;
  let browser: Browser;
  let ada: Page;
  let ivan: Page;
  let grace: Page;

  beforeAll(async () => {
    [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
    await untilEvaluated(portal);
    const tab = tabPath('component', 'pbml-context', '?scorecard=release');
    const enter = (who: string, path: string) =>
      signIn(browser, portal.url, path, who);
    ada = await enter('Ada Okafor', tab);
    ivan = await enter('Ivan Petrov', tab);
    grace = await enter('Grace Mwangi', '/');
    for (const page of [ada, ivan, grace]) page.setDefaultTimeout(30_000);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  const gate = (page: Page) =>
    page.getByRole('region', { name: 'Verdict of the gate' });
  const verdictIs = (page: Page, verdict: string) =>
    gate(page).getByText(verdict, { exact: true }).first().waitFor();
  const item = (page: Page, text: string) =>
    page.getByRole('region', { name: text }).first();
  const dialog = (page: Page) => page.getByRole('dialog');

  async function open(page: Page, text: string) {
    await page.getByRole('button', { name: text }).first().click();
    await item(page, text).waitFor();
  }

  /** Opens an item and presses one of its buttons. */
  async function press(page: Page, text: string, button: string) {
    await open(page, text);
    await item(page, text)
      .getByRole('button', { name: button })
      .first()
      .click();
    await dialog(page).waitFor();
  }

  /** The step of a pipeline that `docs/how-to/release-gate.md` gives: its exit code, and what it printed. */
  async function pipeline(more: Record<string, string>, ...args: string[]) {
    const env = {
      ...process.env,
      PORTAL_URL: portal.url,
      READINESS_TOKEN: CI_TOKEN,
      READINESS_RUN_ID: 'build-42',
      ...more,
    };
    const script = join(root, 'docs/how-to/ci/readiness.sh');
    return run('sh', [script, ...args], { env }).then(
      ({ stdout, stderr }) => ({ code: 0, printed: stdout + stderr }),
      ({ code, stdout, stderr }) => ({ code, printed: stdout + stderr }),
    );
  }

  async function fromCluster(path: string) {
    const answer = await fetch(`${portal.clusterUrls.devmentor}${path}`, {
      headers: { authorization: 'Bearer demo-reader-token' },
    });
    return answer.json();
  }

  /** The digest that the pods of the service run, as their status says. */
  async function runningImage(): Promise<string> {
    const { items } = await fromCluster(
      '/api/v1/namespaces/devmentor-production/pods?labelSelector=app.kubernetes.io/name%3Dpbml-context',
    );
    const statuses = items[0].status.containerStatuses as {
      image: string;
      imageID: string;
    }[];
    const own = statuses.find(({ image }) => image.includes('/pbml-context'))!;
    return own.imageID.split('@')[1];
  }

  async function evaluate() {
    const asked = await portal.api('readiness/evaluations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ entityRef: ENTITY }),
    });
    const [{ id }] = (await asked.json()).items;
    await waitUntil('the evaluation', async () => {
      const answer = await portal.api(`readiness/evaluations/${id}`);
      return (await answer.json()).status === 'succeeded';
    });
  }

  it('starts incomplete: it waits for the service, for people and for a tool', async () => {
    await verdictIs(ada, 'incomplete');
    const { code, printed } = await pipeline({}, 'gate', ENTITY, 'release');
    expect(code).toBe(2);
    expect(printed).toContain('release.runbook');
  });

  it('takes the owner’s word', async () => {
    await press(ada, RUNBOOK, 'Attest');
    const link = 'https://wiki.example/pbml-context/runbook';
    await dialog(ada).getByRole('textbox', { name: /Link/ }).fill(link);
    await dialog(ada).getByRole('button', { name: 'Attest' }).click();
    await dialog(ada).waitFor({ state: 'detached' });
    const told = ada.getByText(`Attested: ${RUNBOOK}.`);
    await told.waitFor();
    expect(await told.isVisible()).toBe(true);
  });

  it('takes the report of a pipeline, of the image that runs', async () => {
    const file = join(dirname(portal.examplesFolder), 'summary.json');
    await writeFile(file, JSON.stringify(K6));
    const { code, printed } = await pipeline(
      { READINESS_IMAGE: await runningImage() },
      'report',
      ENTITY,
      'load-test',
      file,
    );
    expect(`${code} ${printed}`).toMatch(/^0 /);
  });

  it.each([
    'gates?q=pbml-context',
    `reports?entityRef=${encodeURIComponent(ENTITY)}`,
    'entities/component/default/pbml-context',
  ])('shows the token of the pipeline %s', async path => {
    const answer = await fetch(`${portal.url}/api/readiness/${path}`, {
      headers: { authorization: `Bearer ${CI_TOKEN}` },
    });
    expect(await answer.text()).toContain(ENTITY);
  });

  it('lets the owner ask for a waiver, and nobody grade their own paper', async () => {
    await ada.reload();
    await press(ada, RESTORE, 'Request waiver');
    const reason = 'The backup site opens in March.';
    await dialog(ada).getByRole('textbox', { name: 'Reason' }).fill(reason);
    await dialog(ada).getByLabel('Valid until').fill(inDays(60));
    await dialog(ada)
      .getByRole('button', { name: 'Request', exact: true })
      .click();
    await dialog(ada).waitFor({ state: 'detached' });
    const own = item(ada, RESTORE);
    await own
      .getByText('Your own request: somebody else decides it.')
      .waitFor();
    const approve = own.getByRole('button', { name: 'Approve' });
    expect(await approve.getAttribute('aria-disabled')).toBe('true');
  });

  it('puts it into the queue of whoever decides, who approves it', async () => {
    await grace.goto(`${portal.url}/readiness/queue`);
    const waiting = grace.getByRole('region', { name: 'Waivers to decide' });
    await waiting
      .getByRole('button', { name: `Approve: ${RESTORE}, PBML context` })
      .click();
    await dialog(grace).getByRole('button', { name: 'Approve' }).click();
    await dialog(grace).waitFor({ state: 'detached' });
    await waiting.waitFor({ state: 'detached' });
    expect(await waiting.count()).toBe(0);
  });

  it('opens when security has signed', async () => {
    await ivan.reload();
    await verdictIs(ivan, 'incomplete');
    await press(ivan, SECURITY, 'Sign off');
    await dialog(ivan).getByRole('button', { name: 'Sign off' }).click();
    await dialog(ivan).waitFor({ state: 'detached' });
    await verdictIs(ivan, 'ready');
    await ivan.reload();
    await verdictIs(ivan, 'ready');
    await gate(ivan)
      .getByText(/waived/)
      .first()
      .waitFor();
    const { code, printed } = await pipeline({}, 'gate', ENTITY, 'release');
    expect(`${code} ${printed}`).toMatch(/^0 .*ready/);
    expect(printed).toContain('leaning on a waiver of release.restore');
  });

  it('stays closed for a candidate that nobody tested', async () => {
    const { code, printed } = await pipeline(
      { READINESS_IMAGE: `sha256:${'0'.repeat(64)}` },
      ...['gate', ENTITY, 'release'],
    );
    expect(`${code} ${printed}`).toMatch(/^2 .*incomplete/);
    expect(printed).toContain('No report load-test is of this candidate');
  });

  it('closes when another image is shipped, and the pipeline hears exit code 1', async () => {
    // As a pipeline would: another image is applied, and the controllers roll it out.
    const applied = join(
      portal.examplesFolder,
      'applied/devmentor/pbml-context.yaml',
    );
    const text = await readFile(applied, 'utf8');
    await writeFile(
      applied,
      text.replace('pbml-context:2.4.1', 'pbml-context:latest'),
    );
    await symlink(
      join(root, 'node_modules'),
      join(dirname(portal.examplesFolder), 'node_modules'),
    );
    const before = await runningImage();
    await run(process.execPath, [
      join(portal.examplesFolder, 'controllers.mjs'),
    ]);
    await waitUntil(
      'the new image',
      async () => (await runningImage()) !== before,
    );
    await evaluate();

    const { code, printed } = await pipeline({}, 'gate', ENTITY, 'release');
    expect(`${code} ${printed}`).toMatch(/^1 .*blocked/);
    for (const id of ['release.pinned', 'release.security'])
      expect(printed).toContain(id);

    await ivan.reload();
    await verdictIs(ivan, 'blocked');
    // The address still names the item, which is open.
    await item(ivan, SECURITY).getByText('lapsed').first().waitFor();
  });

  it('tells in the timeline who said what, and what changed in the cluster', async () => {
    await ivan.getByRole('button', { name: 'Show what changed' }).click();
    const timeline = ivan.getByRole('list', { name: 'What changed' });
    await timeline.getByText(PINNED).first().waitFor();
    const told = await timeline.innerText();
    for (const name of [/\bAda\b/i, /\bIvan\b/i, /\bGrace\b/i, /example-ci/])
      expect(told).toMatch(name);
    expect(told).toContain('it was pass when signed');
    expect(told).toContain('pbml-context:latest');
    expect(told).toContain(LOAD);
  });
});
