/** The plugin in an app on the legacy frontend system, built for this and served instead of the portal's own. */
import { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser } from './browser';
import { tabPath, untilEvaluated, violationsOf, WIDE } from './pages';
import { Portal, startPortal } from './portal';

const ENTITY = '/catalog/default/component/qwen-llm';

/** Each place that the plugin has in the app: what it says with data, and which part of the page is its own. */
const PLACES = [
  {
    place: 'the page',
    path: '/readiness',
    says: 'QWEN LLM',
    content: 'article',
  },
  {
    place: 'the entity tab',
    path: tabPath('component', 'qwen-llm'),
    says: 'What blocks',
    content: 'article',
  },
  {
    place: 'the entity card',
    path: ENTITY,
    says: 'Open readiness',
    content: 'article article:has([href$="/readiness"])',
  },
  {
    place: 'the widget of the home page',
    path: '/',
    says: /^\d of \d ready$/,
    content: '.react-grid-item',
  },
];

describeInBrowser('an app on the legacy frontend system', () => {
  let portal: Portal;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [portal, browser] = await Promise.all([
      startPortal({ config: { app: { packageName: 'app-legacy' } } }),
      launchBrowser(),
    ]);
    await untilEvaluated(portal);
    page = await browser.newPage({ viewport: WIDE });
    page.setDefaultTimeout(60_000);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  const inSidebar = () => page.getByRole('navigation', { name: 'sidebar nav' });

  it.each(PLACES)(
    'shows $place with data, accessible',
    async ({ path, says, content }) => {
      await page.goto(`${portal.url}${path}`);
      await page.getByText(says).first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.locator(content).count()).toBeGreaterThan(0);
      expect(await violationsOf(page, content)).toEqual([]);
    },
  );

  it('leads from the sidebar to the page, and from there to the tab', async () => {
    await page.goto(portal.url);
    await inSidebar().getByRole('link', { name: 'Readiness' }).click();
    await page.waitForURL(`${portal.url}/readiness`);
    await page.getByRole('link', { name: 'QWEN LLM' }).first().click();
    await page.getByText('What blocks').waitFor();
    expect(new URL(page.url()).pathname).toBe(tabPath('component', 'qwen-llm'));
  });

  it('leads from the widget to what blocks, and to the queue', async () => {
    await page.goto(portal.url);
    const blockers = page.getByRole('list', {
      name: 'What blocks QWEN LLM, Service baseline',
    });
    await blockers.getByRole('link').first().click();
    await page.waitForURL(/item=/);
    expect(new URL(page.url()).pathname).toBe(tabPath('component', 'qwen-llm'));
    await page.goBack();
    await page.getByRole('link', { name: /waits? for you/ }).click();
    await page.waitForURL(`${portal.url}/readiness/queue`);
  });
});
