import type { BaseConfig } from '@parta/chassis/config';
import type { ServiceDefinition } from '@parta/chassis/service';
import { pageChangedV1 } from '@parta/contracts/events/journal/page-changed.v1';
import { liftPages } from './history/lift-pages.ts';
import { loadSaves, saveKeys } from './saves/save-source.ts';

/** The stream that the journal owns. [domain §4] */
export const sources: NonNullable<ServiceDefinition<BaseConfig>['sources']> = {
  // not from the copy of organisations: a page may be there before its institution's event
  institutions: (owner) => owner('page').distinct('institution_id').orderBy('institution_id').pluck('institution_id'),
  restored: liftPages,
  streams: [{ event: pageChangedV1, keys: saveKeys, events: loadSaves }],
};
