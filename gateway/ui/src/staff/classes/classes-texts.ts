import { registerTexts } from '../../i18n.ts';
import texts from '../../locales/ru/classes.json' with { type: 'json' };

registerTexts('classes', texts);
