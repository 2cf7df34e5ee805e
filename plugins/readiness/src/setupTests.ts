import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are rendered here, on machines that run much else meanwhile. Looking at the styles of
// every element to tell whether it is hidden takes most of a query's time; nothing here is hidden.
configure({ asyncUtilTimeout: 20_000, defaultHidden: true });
jest.setTimeout(90_000);

// React Router 6 tells every test file about its version 7; Backstage decides when to move.
const { warn } = console;
console.warn = (...args: unknown[]) => {
  if (!String(args[0]).includes('React Router Future Flag')) warn(...args);
};
