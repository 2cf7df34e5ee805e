/** The way of an engineer: see what blocks, mend it, evaluate, see the verdict change. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, signIn } from './browser';
import { OVERVIEW_PATH, tabPath, untilEvaluated } from './pages';
import { Portal, startPortal, waitUntil } from './portal';

const BUDGET = 'One disruption budget protects the pods and lets a node drain';

describeInBrowser('readiness in the portal', () => {
  let portal: Portal;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
    await untilEvaluated(portal);
    page = await signIn(browser, portal.url);
    page.setDefaultTimeout(60_000);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  const rowOf = (entity: string) =>
    page
      .getByRole('table', { name: 'Gates of the entities you may see' })
      .getByRole('row', {
        name: new RegExp(`^${entity}\\b.*Service baseline`),
      });
  const gate = () => page.getByRole('region', { name: 'Verdict of the gate' });

  /** The budget that `examples/README.md` has its reader add. */
  async function addBudget() {
    const file = 'qwen-llm-pdb.yaml';
    const namespace = 'clusters/devmentor/devmentor-production';
    await cp(
      join(portal.examplesFolder, 'demo', file),
      join(portal.examplesFolder, namespace, file),
    );
    await waitUntil('the cluster to serve the budget', async () => {
      const answer = await fetch(
        `${portal.clusterUrls.devmentor}/apis/policy/v1/namespaces/devmentor-production/poddisruptionbudgets`,
        { headers: { authorization: 'Bearer demo-reader-token' } },
      );
      return (await answer.text()).includes('"name":"qwen-llm"');
    });
  }

  it('reaches the overview from the sidebar and lists entities with their gates', async () => {
    await page
      .getByRole('navigation', { name: 'sidebar nav' })
      .getByRole('link', { name: 'Readiness', exact: true })
      .click();
    await rowOf('PBML context').waitFor();
    expect(new URL(page.url()).pathname).toBe(OVERVIEW_PATH);
    expect(await rowOf('PBML context').innerText()).toMatch(/\bready\b/);
    expect(await rowOf('QWEN LLM').innerText()).toMatch(
      /\bblocked\b[^]*Waiting on service/,
    );
  });

  it('filters by verdict, and a reload keeps the filter', async () => {
    await page.getByRole('textbox', { name: 'Verdict' }).click();
    await page.getByRole('option', { name: 'blocked' }).click();
    await page.keyboard.press('Escape');
    await rowOf('PBML context').waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.getAll('verdict')).toEqual([
      'blocked',
    ]);
    await page.reload();
    await rowOf('QWEN LLM').waitFor();
    expect(await rowOf('PBML context').count()).toBe(0);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await rowOf('PBML context').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('shows a gate that is ready, and that nothing blocks it', async () => {
    await rowOf('PBML context')
      .getByRole('link', { name: 'PBML context' })
      .click();
    await gate().getByText('ready', { exact: true }).first().waitFor();
    expect(new URL(page.url()).pathname).toBe(
      tabPath('component', 'pbml-context'),
    );
    await gate().getByText('Nothing enforced stands in the way.').waitFor();
    await page.getByText('Nothing blocks this gate.').waitFor();
  });

  it('says on the overview of an entity what blocks it, and leads there', async () => {
    await page.goto(`${portal.url}/catalog/default/component/qwen-llm`);
    const blockers = page.getByRole('list', {
      name: 'What blocks Service baseline',
    });
    await blockers.getByRole('link', { name: BUDGET }).click();
    await page.waitForURL(/item=/);
    const verdict = gate().getByText('1 blocking item fails.');
    await verdict.waitFor();
    expect(await verdict.isVisible()).toBe(true);
  });

  it('shows what blocks first: the object, what was found and wanted, how to fix it', async () => {
    // A deep link opens the item where it is seen first.
    const item = page.getByRole('region', { name: BUDGET });
    const finding = item
      .getByRole('table', { name: /^Findings/ })
      .getByRole('row')
      .nth(1);
    const cells = await finding.getByRole('cell').allInnerTexts();
    expect(cells.map(text => text.replace(/\s+/g, ' '))).toEqual([
      'production devmentor',
      'Deployment devmentor-production/qwen-llm',
      'spec.selector',
      '0 budgets',
      '1 budget that allows 1',
      'no PodDisruptionBudget selects the pods of qwen-llm',
    ]);
    await item.getByRole('heading', { name: 'How to fix it' }).waitFor();
    expect(await item.innerText()).toContain('kind: PodDisruptionBudget');
    const headings = await page.getByRole('heading').allInnerTexts();
    const place = (wanted: string) =>
      headings.findIndex(heading => heading.includes(wanted));
    expect(place('What blocks')).toBeLessThan(place(BUDGET));
    expect(place(BUDGET)).toBeLessThan(place('All items'));
  });

  it("stands next to Backstage's own Kubernetes tab", async () => {
    const tabs = page.getByRole('navigation', { name: 'Content navigation' });
    await tabs.getByRole('link', { name: 'Kubernetes' }).click();
    await page.getByRole('heading', { name: 'Your Clusters' }).waitFor();
    await tabs.getByRole('link', { name: 'Readiness' }).click();
    await gate().waitFor();
    expect(new URL(page.url()).pathname).toBe(tabPath('component', 'qwen-llm'));
  });

  it('turns ready without a reload once the manifest is mended and evaluated', async () => {
    await page.evaluate(() => document.body.setAttribute('data-marked', ''));
    await addBudget();
    const progress = page.getByRole('progressbar').first().waitFor();
    await page.getByRole('button', { name: 'Evaluate now' }).click();
    await progress;
    await page.getByText(/^Evaluated: \d+ results? changed\./).waitFor();
    await gate().getByText('Nothing enforced stands in the way.').waitFor();
    await page.getByText('Nothing blocks this gate.').waitFor();
    expect(await page.locator('body[data-marked]').count()).toBe(1);
  });

  it('then says so on the overview too', async () => {
    await page.goto(`${portal.url}${OVERVIEW_PATH}`);
    await rowOf('QWEN LLM').waitFor();
    expect(await rowOf('QWEN LLM').innerText()).toMatch(/\bready\b/);
  });
});
