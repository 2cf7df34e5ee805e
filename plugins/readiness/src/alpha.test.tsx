import { screen } from '@testing-library/react';
import { renderTestApp } from '@backstage/frontend-test-utils';
import readinessPlugin, { readinessTranslationRef } from './alpha';
import * as legacy from './index';

describe('the plugin for the new frontend system', () => {
  it('mounts the overview with its title, and reaches the backend through its own API', async () => {
    const asked: string[] = [];
    global.fetch = jest.fn(async input => {
      asked.push(
        new URL(input instanceof Request ? input.url : String(input)).pathname,
      );
      return new Response('{"error":{"name":"Error","message":"down"}}', {
        status: 503,
      });
    });
    await renderTestApp({
      features: [readinessPlugin],
      initialRouteEntries: ['/readiness'],
    });
    expect(
      await screen.findByText('Readiness could not be loaded'),
    ).toBeInTheDocument();
    expect(asked).toContain('/api/readiness/gates');
  });

  it('has a page, a tab, a card, a widget and an API, and routes to bind', () => {
    const ids = [
      'api:readiness',
      'page:readiness',
      'entity-content:readiness',
      'entity-card:readiness',
      'home-page-widget:readiness',
    ] as const;
    for (const id of ids) {
      expect(readinessPlugin.getExtension(id)).toBeDefined();
    }
    expect(Object.keys(readinessPlugin.routes)).toEqual([
      'root',
      'entityContent',
    ]);
  });

  it('shares its texts and its API with the plugin for the legacy system', () => {
    expect(legacy.readinessTranslationRef).toBe(readinessTranslationRef);
    expect([...legacy.readinessPlugin.getApis()]).toEqual([
      expect.objectContaining({ api: legacy.readinessApiRef }),
    ]);
  });
});
