import type { ServiceDefinition } from '@parta/chassis/service';
import type { BaseConfig } from '@parta/chassis/config';
import { classV1 } from '@parta/contracts/events/contingent/class.v1';
import { movementRecordedV1 } from '@parta/contracts/events/contingent/movement-recorded.v1';
import { personV1 } from '@parta/contracts/events/contingent/person.v1';
import { relationV1 } from '@parta/contracts/events/contingent/relation.v1';
import { staffV1 } from '@parta/contracts/events/contingent/staff.v1';
import type { Knex } from 'knex';
import { nextClassEvents } from './classes/class-store.ts';
import { loadMovements, movementKeys } from './orders/movement-source.ts';
import { nextPersonEvents } from './people/person-store.ts';
import { nextRelationEvents } from './people/relation-store.ts';
import { nextStaffEvents } from './people/staff-store.ts';

const idsOf =
  (table: 'person' | 'relation' | 'class') =>
  (trx: Knex.Transaction): Promise<string[]> =>
    trx(table).orderBy('id').pluck('id');

/** The streams that contingent owns. [domain §4] */
export const sources: NonNullable<ServiceDefinition<BaseConfig>['sources']> = {
  institutions: (owner) => owner('organisation').orderBy('institution_id').pluck('institution_id'),
  streams: [
    { event: personV1, keys: idsOf('person'), events: nextPersonEvents },
    {
      event: staffV1,
      // also of those whose positions have ended: their event says so
      keys: (trx) => trx('staff_position').distinct('person_id').orderBy('person_id').pluck('person_id'),
      events: nextStaffEvents,
    },
    { event: relationV1, keys: idsOf('relation'), events: nextRelationEvents },
    { event: classV1, keys: idsOf('class'), events: nextClassEvents },
    { event: movementRecordedV1, keys: movementKeys, events: loadMovements },
  ],
};
