import { z } from 'zod';
import { contract } from '../../kernel/operation.ts';
import { Role, Side } from '../../kernel/roles.ts';
import { OrganisationKind } from '../../values/organisation.ts';

/** Where and as whom a user may act. */
export const Seat = z
  .object({
    assignmentId: z.uuid(),
    nodeId: z.uuid(),
    nodeName: z.string(),
    nodeKind: OrganisationKind,
    timeZone: z.string(),
    side: Side,
    roles: z.array(Role),
  })
  .meta({ id: 'Seat' });

export const Session = z
  .object({
    accessToken: z.string(),
    /** Seconds until the access token ends. */
    expiresIn: z.int(),
    user: z.object({ id: z.uuid(), login: z.string(), displayName: z.string(), personId: z.uuid().nullable() }),
    acting: Seat,
    seats: z.array(Seat),
    permissions: z.array(z.string()),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

const Login = z.string().trim().min(3).max(60);
const NewPassword = z.string().min(8).max(200);

/** The refresh token travels only in an httpOnly cookie; none of these bodies holds it. [IAM-1] */
export const sessionsContract = contract({
  signIn: {
    method: 'post',
    path: '/sessions',
    summary: 'Sign in by login and password; sets the refresh cookie',
    permission: 'public',
    idempotency: 'none',
    body: z.object({ login: Login, password: z.string().min(1).max(200), assignmentId: z.uuid().optional() }),
    success: { status: 200, body: Session },
    problems: ['wrong-login-or-password', 'too-many-tries', 'account-blocked', 'no-access'],
  },
  refresh: {
    method: 'post',
    path: '/sessions/refresh',
    summary: 'A new access token from the refresh cookie, acting in the assignment wanted',
    permission: 'public',
    idempotency: 'none',
    body: z.object({ assignmentId: z.uuid().optional() }),
    success: { status: 200, body: Session },
    problems: ['session-ended', 'assignment-not-found'],
  },
  signOut: {
    method: 'post',
    path: '/sessions/sign-out',
    summary: 'End this session everywhere',
    permission: 'signed-in',
    idempotency: 'natural',
    success: { status: 204 },
    problems: [],
  },
  changePassword: {
    method: 'post',
    path: '/password',
    summary: 'Set a new password; other sessions of the user end',
    permission: 'signed-in',
    idempotency: 'none',
    body: z.object({ current: z.string().min(1).max(200), next: NewPassword }),
    success: { status: 204 },
    problems: ['wrong-login-or-password', 'password-too-weak'],
  },
});

/** One-time activation codes. [IAM-6; R-91] */
export const activationContract = contract({
  checkCode: {
    method: 'post',
    path: '/activations/check',
    summary: 'Whose code is this; says the role and the institution so that the owner can be sure',
    permission: 'public',
    idempotency: 'none',
    body: z.object({ code: z.string().min(6).max(40) }),
    success: {
      status: 200,
      body: z.object({
        displayName: z.string(),
        institutionName: z.string(),
        side: Side,
        roles: z.array(Role),
        login: z.string(),
      }),
    },
    problems: ['code-unknown', 'code-used', 'code-replaced', 'code-expired', 'too-many-tries'],
  },
  activate: {
    method: 'post',
    path: '/activations',
    summary: 'Use the code once: choose login and password and be signed in',
    permission: 'public',
    idempotency: 'none',
    body: z.object({ code: z.string().min(6).max(40), login: Login, password: NewPassword }),
    success: { status: 200, body: Session },
    problems: [
      'code-unknown',
      'code-used',
      'code-replaced',
      'code-expired',
      'too-many-tries',
      'login-taken',
      'password-too-weak',
      'account-blocked',
      'no-access',
    ],
  },
});
