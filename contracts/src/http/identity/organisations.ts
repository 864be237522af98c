import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { PersonName } from '../../values/person.ts';
import { OrganisationKind, TimeZone } from '../../values/organisation.ts';

export const Organisation = z
  .object({
    id: z.uuid(),
    kind: OrganisationKind,
    parentId: z.uuid().nullable(),
    name: z.string(),
    shortName: z.string(),
    timeZone: z.string(),
    state: z.enum(['open', 'closed']),
  })
  .meta({ id: 'Organisation' });

const naming = { name: z.string().trim().min(3).max(300), shortName: z.string().trim().min(2).max(80) };

/** The tree region → municipality → institution. [ORG-1] */
export const organisationsContract = contract({
  listOrganisations: {
    method: 'get',
    path: '/organisations',
    summary: 'The node where the actor acts and everything below it',
    permission: 'organisations.read',
    idempotency: 'none',
    success: { status: 200, body: z.object({ organisations: z.array(Organisation) }) },
    problems: [],
  },
  createOrganisation: {
    method: 'post',
    path: '/organisations',
    summary: 'A node below one of the actor’s own tree; the id is made by the caller, so a repeated call finds it made',
    permission: 'organisations.manage',
    idempotency: 'natural',
    body: z.object({
      id: z.uuid(),
      parentId: z.uuid(),
      kind: OrganisationKind.exclude(['region']),
      timeZone: TimeZone,
      ...naming,
    }),
    success: { status: 201, body: Organisation },
    problems: ['organisation-not-found', 'kind-not-allowed-here', 'id-taken'],
  },
  inviteAdministrator: {
    method: 'post',
    path: '/organisations/{organisationId}/administrators',
    summary: 'The first person of a new node: an invited account with its activation code, shown once',
    permission: 'accounts.manage',
    idempotency: 'none',
    params: z.object({ organisationId: z.uuid() }),
    body: z.object({
      name: PersonName,
      login: z.string().trim().min(3).max(60),
      role: z.enum(['administrator', 'municipality-official', 'coordinator']),
    }),
    success: {
      status: 201,
      body: z.object({ userId: z.uuid(), login: z.string(), code: z.string(), expiresAt: z.iso.datetime() }),
    },
    problems: ['organisation-not-found', 'login-taken', 'role-not-allowed'],
  },
  getInstitution: {
    method: 'get',
    path: '/institution',
    summary: 'The institution where the actor acts',
    permission: 'signed-in',
    idempotency: 'none',
    success: { status: 200, body: Organisation },
    problems: [],
  },
});
