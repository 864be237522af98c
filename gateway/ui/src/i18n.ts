import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import shell from './locales/ru/shell.json' with { type: 'json' };

type Texts = Record<string, unknown>;

/** The one instance of the page; a page's own texts come with the page's chunk by `registerTexts`. */
export const i18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
  lng: 'ru',
  fallbackLng: 'ru',
  ns: ['shell'],
  defaultNS: 'shell',
  resources: { ru: { shell } },
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** Adds a page's texts under its namespace; call at the top of the page's module. */
export const registerTexts = (namespace: string, texts: Texts): void => {
  i18n.addResourceBundle('ru', namespace, texts);
};
