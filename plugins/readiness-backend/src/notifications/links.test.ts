import { linksBelow } from './links';

describe('links', () => {
  it.each([
    'https://portal.example',
    'https://portal.example/',
    'https://portal.example/back/stage',
    'https://portal.example/back/stage/',
  ])('lead into the portal at %s', baseUrl => {
    const links = linksBelow(baseUrl);
    const base = baseUrl.replace(/\/$/, '');
    expect(links.gate('component:default/web', 'a b')).toBe(
      `${base}/catalog/default/component/web/readiness?scorecard=a+b`,
    );
    expect(links.blockedOf('group:default/shop')).toBe(
      `${base}/readiness?owner=group%3Adefault%2Fshop&verdict=blocked`,
    );
    expect(links.overview()).toBe(`${base}/readiness`);
    expect(links.queue()).toBe(`${base}/readiness/queue`);
  });
});
