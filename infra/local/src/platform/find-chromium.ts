import { findProgram } from '../servers/find-program.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const macFolders = ['/Applications/Google Chrome.app/Contents/MacOS', '/Applications/Chromium.app/Contents/MacOS'];

/** The system's browser for PDF and tests; without one the npm package's is used by whoever needs it. */
export function findChromium(): string | undefined {
  const found = [...names, 'Google Chrome', 'Chromium'].map((name) => findProgram(name, macFolders));
  return process.env['CHROMIUM_PATH'] ?? found.find(Boolean);
}
