import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are rendered here, on machines that run much else meanwhile. Looking at the styles of
// every element to tell whether it is hidden takes most of a query's time; nothing here is hidden.
configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
jest.setTimeout(90_000);

// jsdom lays nothing out, so nothing is ever resized.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

// What libraries say of themselves on every render, and nothing here can change: React Router 6 of
// its version 7, Material UI 4 of `findDOMNode`.
const HUSHED = ['React Router Future Flag', 'findDOMNode is deprecated'];
for (const level of ['warn', 'error'] as const) {
  const report = Reflect.get(console, level);
  jest.spyOn(console, level).mockImplementation((...args: unknown[]) => {
    if (!HUSHED.some(text => String(args[0]).includes(text))) report(...args);
  });
}
