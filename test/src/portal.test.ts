import { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, signIn } from './browser';
import { SharedPortal, sharedPortal } from './sharedPortal';

describeInBrowser('the portal', () => {
  let portal: SharedPortal;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    portal = await sharedPortal();
    browser = await launchBrowser();
    page = await signIn(browser, portal.url);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
  });

  it('lists the example services, found from the sidebar', async () => {
    await page
      .getByRole('navigation', { name: 'sidebar nav' })
      .getByRole('link', { name: 'Catalog', exact: true })
      .click();
    const service = page.getByRole('link', { name: 'QWEN LLM' }).first();
    await service.waitFor();
    expect(
      new URL((await service.getAttribute('href')) ?? '', page.url()).pathname,
    ).toBe('/catalog/default/component/qwen-llm');
  });

  it('opens an entity page', async () => {
    await page.goto(`${portal.url}/catalog/default/component/qwen-llm`);
    const title = page.getByRole('heading', { name: 'QWEN LLM' });
    await title.waitFor();
    expect(await title.innerText()).toBe('QWEN LLM');
  });
});
