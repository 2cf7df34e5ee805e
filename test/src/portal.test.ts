import { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, signIn } from './browser';
import { Portal, startPortal } from './portal';

describeInBrowser('the portal', () => {
  let portal: Portal;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
    page = await signIn(browser, portal.url);
  });

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  it('lists the example services after a guest has signed in', async () => {
    await page.getByRole('link', { name: 'qwen-llm' }).first().waitFor();
  });

  it('opens an entity page', async () => {
    await page.goto(`${portal.url}/catalog/default/component/qwen-llm`);
    await page.getByRole('heading', { name: 'qwen-llm' }).first().waitFor();
  });
});
