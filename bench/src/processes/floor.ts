/**
 * The floor under an evaluation: the same pages, through the same proxy and encoding, downloaded and
 * parsed, and nothing done with them.
 */
import { mockServices } from '@backstage/backend-test-utils';
import { gauge } from '../harness/gauge';
import { FIRST_PAGE, pageSize } from '../product';
import { serve } from '../harness/remote';

export interface FloorOptions {
  port: number;
  cluster: string;
}

/** First pages of lists, as the API server saw them. */
export type Lists = { path: string; accept: string }[];

export type FloorHandlers = ReturnType<typeof handlers>;

const AT_A_TIME = 4;

function handlers({ port, cluster }: FloorOptions) {
  const auth = mockServices.auth({ pluginId: 'readiness' });
  const get = async (path: string, accept: string) => {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'kubernetes',
    });
    const response = await fetch(
      `http://127.0.0.1:${port}/api/kubernetes/proxy${path}`,
      {
        headers: {
          accept,
          authorization: `Bearer ${token}`,
          'backstage-kubernetes-cluster': cluster,
        },
      },
    );
    const text = await response.text();
    // A token that is too old comes with one to go on with.
    if (!response.ok && response.status !== 410)
      throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`);
    return { body: JSON.parse(text), length: text.length };
  };
  const list = async ({ path, accept }: Lists[number]) => {
    let objects = 0;
    let next = '';
    // The same pages as ours.
    let limit = FIRST_PAGE;
    do {
      const query = next && `&continue=${encodeURIComponent(next)}`;
      const page = await get(`${path}?limit=${limit}${query}`, accept);
      const { items, metadata } = page.body;
      if (items) {
        objects += items.length;
        limit = pageSize(page, items.length);
      }
      next = metadata.continue ?? '';
    } while (next);
    return objects;
  };
  return {
    download: (lists: Lists) =>
      gauge(async () => {
        const waiting = [...lists];
        let objects = 0;
        const worker = async () => {
          for (let one = waiting.shift(); one; one = waiting.shift())
            objects += await list(one);
        };
        await Promise.all(Array.from({ length: AT_A_TIME }, worker));
        return objects;
      }),
  };
}

serve<FloorOptions>(options => handlers(options));
