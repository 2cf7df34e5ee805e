/** The pages of the readiness plugin as the tests open, read and shape them. */
import { Page, Request, Route } from 'playwright-core';
import { Portal, waitUntil } from './portal';

export const API = '**/api/readiness/**';
export const OVERVIEW_PATH = '/readiness';

export function tabPath(kind: string, name: string, query = '') {
  return `/catalog/default/${kind}/${name}/readiness${query}`;
}

/**
 * Our part of a page. What stands around it (sidebar, entity header, mobile
 * navigation) is Backstage's own: its faults are neither ours to find nor to mend.
 */
export const OVERVIEW_CONTENT = 'article';
export const TAB_CONTENT = 'main > .bui-Container:last-child';

/** What the tests look at, on every cluster: once these have answers, they can begin. */
const JUDGED = ['qwen-llm', 'pbml-context', 'weaviate', 'x0tta6bl4'];

interface EntityGates {
  gates: { own: { coverage: { machineRead: number } } }[];
}

export async function untilEvaluated(portal: Portal) {
  await waitUntil(
    'the first evaluation',
    async () => {
      const answers = await Promise.all(
        JUDGED.map(name =>
          portal.api(`readiness/entities/component/default/${name}`),
        ),
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

/** How far the page could be scrolled sideways, in pixels. */
export async function sidewaysScroll(page: Page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
