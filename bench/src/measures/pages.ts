/** Measure 12: the first row of the overview in a browser, beside the first row of Backstage's own catalog table. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { appConfig } from '../harness/config';
import { launchBrowser, signIn, startPortal, waitUntil } from '../product';
import type { Portal } from '../product';
import { figure, median, ratio } from '../report/arithmetic';
import { measure } from '../report/measure';
import { catalogFile } from '../workload/catalog';
import { CLUSTER } from './bench';
import type { Bench, Estate, MeasureGroup } from './bench';

const ROUNDS = 10;
const COMPONENTS = 'catalog/entities/by-query?limit=1&filter=kind=component';
const JUDGED = 'readiness/gates?limit=1&verdict=ready&verdict=blocked';
const SHM = '/dev/shm';
const PATIENCE_MS = 20 * 60_000;

/** The whole table of each, of the same entities, in the order that it comes in. */
const PAGES = {
  catalog: '/catalog?filters[kind]=component&filters[user]=all',
  overview: '/readiness',
};
const ROW = 'table tbody a[href*="/catalog/default/component/service-"]';

type Name = keyof typeof PAGES;

/** From the moment that the page is asked for, in ms. */
async function untilFirstRow(page: Page, url: string, name: Name) {
  await page.goto(`${url}${PAGES[name]}`, { waitUntil: 'commit' });
  const shown = await page.waitForFunction(
    selector => {
      const link = document.querySelector(selector);
      return link && link.getClientRects().length > 0 && performance.now();
    },
    ROW,
    { polling: 'raf', timeout: 120_000 },
  );
  return Number(await shown.jsonValue());
}

async function openInTurns(portal: Portal, rounds: number) {
  const browser = await launchBrowser();
  try {
    const page = await signIn(browser, portal.url);
    const times: Record<Name, number[]> = { catalog: [], overview: [] };
    // Once without a clock: what the browser keeps, it has then of both.
    for (let round = 0; round <= rounds; round += 1) {
      for (const name of Object.keys(PAGES) as Name[]) {
        const ms = await untilFirstRow(page, portal.url, name);
        if (round > 0) times[name].push(ms);
      }
    }
    return times;
  } finally {
    await browser.close();
  }
}

/** In memory where there is such a folder: a disk would make the catalog's reading of its files take most of an hour. */
const temporary = () => (fs.existsSync(SHM) ? SHM : os.tmpdir());

/** A portal as `npm start` runs it, over the generated catalog and cluster. */
async function startFilled(
  { services, url }: Estate,
  folder: string,
): Promise<Portal> {
  const target = path.join(folder, 'catalog.yaml');
  fs.writeFileSync(target, catalogFile(services));
  const { kubernetes, readiness } = appConfig({
    clusters: { [CLUSTER]: url },
    readiness: { schedule: { catalog: { minutes: 1 } } },
  });
  const portal = await startPortal({
    catalogTimeoutMs: PATIENCE_MS,
    env: { PORTAL_DATABASE: path.join(folder, 'database') },
    config: {
      kubernetes,
      readiness: { ...readiness, clusters: [], reports: { sources: [] } },
      embeddedClusters: [],
      catalog: {
        locations: [{ type: 'file', target }],
        processingInterval: { hours: 24 },
      },
    },
  });
  const total = async (route: string) => {
    const response = await portal.api(route);
    const { total: gates, totalItems = gates } = await response.json();
    return Number(totalItems);
  };
  try {
    await waitUntil(
      'every entity to have a gate',
      async () =>
        (await total(COMPONENTS)) >= services &&
        (await total(JUDGED)) >= services,
      PATIENCE_MS,
    );
  } catch (error) {
    await portal.stop();
    throw error;
  }
  return portal;
}

export const pageMeasures: MeasureGroup = {
  ids: [12],
  async run(bench: Bench) {
    const { large, smoke } = bench.sizes;
    const estate = await bench.estate(large);
    bench.log(`a portal with ${large} entities and a browser`);
    const folder = fs.mkdtempSync(path.join(temporary(), 'readiness-bench-'));
    let portal: Portal | undefined;
    try {
      portal = await startFilled(estate, folder);
      const { catalog, overview } = await openInTurns(
        portal,
        smoke ? 1 : ROUNDS,
      );
      return [
        measure(
          {
            id: 12,
            name: `The overview's first row ÷ the catalog table's, in Chromium, ${figure(
              large,
            )} entities`,
            unit: '×',
            note: `${figure(median(overview))} ms and ${figure(
              median(catalog),
            )} ms after the page is asked for, medians of ${catalog.length}`,
          },
          ratio(median(overview), median(catalog)),
          { atMost: 1 },
        ),
      ];
    } finally {
      await portal?.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};
