import { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, signIn } from './browser';
import { Portal, startPortal } from './portal';

describeInBrowser('the portal', () => {
  let portal: Portal;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    portal = await startPortal();
    browser = await launchBrowser();
    page = await signIn(browser, portal.url);
  });

  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
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
