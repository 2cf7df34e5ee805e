/** The pages of the readiness plugin as the tests open, read and shape them. */
import AxeBuilder from '@axe-core/playwright';
import { Page, Request, Route } from 'playwright-core';
import { Portal, waitUntil } from './portal';

export const API = '**/api/readiness/**';
export const OVERVIEW_PATH = '/readiness';
export const CHECKS_PATH = `${OVERVIEW_PATH}/checks`;
export const CHECK_PATH = `${CHECKS_PATH}/pdb-covers-workload`;
export const SCORECARDS_PATH = `${OVERVIEW_PATH}/scorecards`;
export const SCORECARD_PATH = `${SCORECARDS_PATH}/service-baseline`;
export const EVALUATIONS_PATH = `${OVERVIEW_PATH}/evaluations`;
export const HOME_PATH = '/';

export function tabPath(kind: string, name: string, query = '') {
  return `/catalog/default/${kind}/${name}/readiness${query}`;
}

/**
 * Our part of a page. What stands around it (sidebar, entity header, mobile
 * navigation) is Backstage's own: its faults are neither ours to find nor to mend.
 */
export const OVERVIEW_CONTENT = 'article';
export const TAB_CONTENT = 'main > .bui-Container:last-child';
/** The first of the widgets is ours. */
export const HOME_CONTENT = '.react-grid-item:first-child';

/** What the tests look at, on every cluster: once these have answers, they can begin. */
const JUDGED = ['qwen-llm', 'pbml-context', 'weaviate', 'x0tta6bl4'];

interface EntityGates {
  gates: { own: { coverage: { machineRead: number } } }[];
}

export async function untilEvaluated({ api }: Pick<Portal, 'api'>) {
  await waitUntil(
    'the first evaluation',
    async () => {
      const answers = await Promise.all(
        JUDGED.map(name => api(`readiness/entities/component/default/${name}`)),
      );
      const entities: EntityGates[] = await Promise.all(
        answers.map(answer => answer.json()),
      );
      return entities.every(
        ({ gates }) =>
          gates.length > 0 &&
          gates.every(({ own }) => own.coverage.machineRead > 0),
      );
    },
    180_000,
  );
}

/** Requests to the readiness backend from now on, as `GET /gates/summary`. */
export function recordRequests(page: Page) {
  const seen: string[] = [];
  const record = (request: Request) => {
    const { pathname } = new URL(request.url());
    const [, path] = pathname.split('/api/readiness');
    if (path) seen.push(`${request.method()} ${path}`);
  };
  page.on('request', record);
  return {
    seen,
    stop: () => {
      page.off('request', record);
    },
  };
}

/** An answer in the form that Backstage's backends give their errors. */
export function answerWithError(status: number, name: string, message: string) {
  return (route: Route) =>
    route.fulfill({
      status,
      json: { error: { name, message }, response: { statusCode: status } },
    });
}

export const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

/** What each page is looked at in. */
export const LOOKS = [
  { look: 'wide and light', viewport: WIDE, colorScheme: 'light' },
  { look: 'narrow and light', viewport: NARROW, colorScheme: 'light' },
  { look: 'wide and dark', viewport: WIDE, colorScheme: 'dark' },
  { look: 'narrow and dark', viewport: NARROW, colorScheme: 'dark' },
] as const;

export async function wear(
  page: Page,
  {
    viewport,
    colorScheme,
  }: Pick<(typeof LOOKS)[number], 'viewport' | 'colorScheme'>,
) {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  await page
    .locator(`body[data-theme-mode="${colorScheme}"]`)
    .first()
    .waitFor({ state: 'attached' });
}

/** What axe-core finds wrong below `content`: each rule with the elements that break it. */
export async function violationsOf(page: Page, content: string) {
  // Legacy mode: the page's own context opens no second page for axe.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .include(content)
    .analyze();
  return violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, any }) => [html, any[0]?.message]),
  }));
}

/** How far the page could be scrolled sideways, in pixels. */
export async function sidewaysScroll(page: Page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
