import { registerTexts } from '../../i18n.ts';
import texts from '../../locales/ru/imports.json' with { type: 'json' };

registerTexts('imports', texts);
