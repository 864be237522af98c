import { registerTexts } from '../../i18n.ts';
import texts from '../../locales/ru/controls.json' with { type: 'json' };

registerTexts('controls', texts);
