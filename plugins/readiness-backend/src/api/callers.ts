/**
 * Who asks, what they may see and what they may say. A service token passes every check of the Kubernetes
 * backend, so every check of a user is made here: the permission to read gates, the catalog's own decision
 * for each entity, the Kubernetes plugin's for findings, and a policy's for what somebody says of a gate.
 */
import type {
  AuthService,
  BackstageCredentials,
  BackstageUserInfo,
  HttpAuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  kubernetesClustersReadPermission,
  kubernetesResourcesReadPermission,
} from '@backstage/plugin-kubernetes-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  readinessEvaluationRunPermission,
  readinessGateReadPermission,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { Request } from 'express';
import { entryOf } from '../entryOf';
import { canonicalRef } from '../people/voices';
import { Groups, isAmong, memberOf } from './membership';
import type { Member } from './membership';
import { OwnerTree } from './ownerTree';
import { gateRef } from './permissions';
import type { GateAuthorizer, ReadinessGate } from './permissions';

const VISIBLE_FOR_MS = 60_000;
const MAX_CACHED_CALLERS = 1_000;
const PAGE = 1_000;

export interface CallersOptions {
  auth: AuthService;
  httpAuth: HttpAuthService;
  userInfo: UserInfoService;
  permissions: PermissionsService;
  catalog: CatalogService;
  clock: () => Date;
  /** Applies a policy's conditions to a gate. */
  authorizeGate: GateAuthorizer;
}

/** A permission that is about one gate. */
export type GatePermission = ResourcePermission<'readiness-gate'>;

/** A user who may read gates. */
export interface Person {
  credentials: BackstageCredentials;
  member: Member;
}

export class Callers {
  readonly #options: CallersOptions;
  readonly #groups: Groups;
  /** Credentials are of one request. */
  readonly #infos = new WeakMap<
    BackstageCredentials,
    Promise<BackstageUserInfo>
  >();
  readonly #members = new WeakMap<
    BackstageCredentials,
    Promise<Member | undefined>
  >();
  readonly #visible = new Map<
    string,
    { until: number; refs: Promise<readonly string[] | undefined> }
  >();

  constructor(options: CallersOptions) {
    this.#options = options;
    this.#groups = new Groups(options);
  }

  /** The caller of a route that reads. @throws AuthenticationError, NotAllowedError */
  async reader(request: Request): Promise<BackstageCredentials> {
    const credentials = await this.#options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    await this.#demand(credentials, readinessGateReadPermission);
    return credentials;
  }

  /** The caller of a route that asks for an evaluation. @throws AuthenticationError, NotAllowedError */
  async evaluator(request: Request): Promise<BackstageCredentials> {
    const credentials = await this.reader(request);
    await this.#demand(credentials, readinessEvaluationRunPermission);
    return credentials;
  }

  /** A reader who is a person: `to` says what for. @throws NotAllowedError */
  async person(credentials: BackstageCredentials, to: string): Promise<Person> {
    const member = await this.member(credentials);
    if (!member)
      throw new NotAllowedError(
        `A service token cannot ${to}: it takes a user`,
      );
    return { credentials, member };
  }

  /** The user with all groups, looked up once for each request; undefined for a service. */
  async member(credentials: BackstageCredentials): Promise<Member | undefined> {
    return entryOf(this.#members, credentials, () =>
      this.#readMember(credentials),
    );
  }

  #infoOf(credentials: BackstageCredentials): Promise<BackstageUserInfo> {
    return entryOf(this.#infos, credentials, () =>
      this.#options.userInfo.getUserInfo(credentials),
    );
  }

  async #readMember(
    credentials: BackstageCredentials,
  ): Promise<Member | undefined> {
    if (!this.#options.auth.isPrincipal(credentials, 'user')) return undefined;
    const info = await this.#infoOf(credentials);
    return memberOf(
      info.userEntityRef,
      await this.#groups.withAncestors(info.ownershipEntityRefs),
    );
  }

  /** Through whom the user owns: as themselves and by their groups, as Backstage tells it. @throws InputError */
  async ownershipRefs(credentials: BackstageCredentials): Promise<string[]> {
    if (!this.#options.auth.isPrincipal(credentials, 'user'))
      throw new InputError(
        'owned: a service token owns nothing; ask as a user, or name owners with `owner`',
      );
    const { ownershipEntityRefs } = await this.#infoOf(credentials);
    return ownershipEntityRefs.flatMap(ref => canonicalRef(ref) ?? []);
  }

  /** Whether a policy allows it of a gate; of the entity under all its scorecards where none is named. */
  async mayOfGate(
    credentials: BackstageCredentials,
    permission: GatePermission,
    entityRef: string,
    scorecard?: string,
  ): Promise<boolean> {
    const [{ result }] = await this.#options.permissions.authorize(
      [{ permission, resourceRef: gateRef(entityRef, scorecard) }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError */
  async demandGate(
    credentials: BackstageCredentials,
    permission: GatePermission,
    entityRef: string,
    scorecard?: string,
  ): Promise<void> {
    if (await this.mayOfGate(credentials, permission, entityRef, scorecard))
      return;
    throw new NotAllowedError(
      `This needs the permission ${permission.name} for ${entityRef}`,
    );
  }

  /** The same of many gates, with one question to the permission backend for each permission. */
  async gateFilters(
    credentials: BackstageCredentials,
    permissions: readonly GatePermission[],
  ): Promise<((gate: ReadinessGate) => boolean)[]> {
    const decisions = await this.#options.permissions.authorizeConditional(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    return decisions.map(
      decision => gate => this.#options.authorizeGate(decision, gate),
    );
  }

  /** @throws NotAllowedError */
  async demandClusters(credentials: BackstageCredentials): Promise<void> {
    await this.#demand(credentials, kubernetesClustersReadPermission);
  }

  async mayReadClusters(credentials: BackstageCredentials): Promise<boolean> {
    return this.#allowed(credentials, kubernetesClustersReadPermission);
  }

  /** Whether findings and evidence may be shown. */
  async mayReadFindings(credentials: BackstageCredentials): Promise<boolean> {
    return this.#allowed(credentials, kubernetesResourcesReadPermission);
  }

  /** An entity the caller may not read is as good as none. @throws NotFoundError */
  async demandEntity(
    credentials: BackstageCredentials,
    entityRef: string,
  ): Promise<void> {
    const entity = await this.#options.catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity)
      throw new NotFoundError(
        `No entity ${entityRef} in the catalog, or none that you may read`,
      );
  }

  /** Refs that lists are filtered by; `undefined` where nothing is filtered. A user's are kept for a minute. */
  async visibleRefs(
    credentials: BackstageCredentials,
  ): Promise<readonly string[] | undefined> {
    const key = this.#callerOf(credentials);
    const now = this.#options.clock().getTime();
    const known = key === undefined ? undefined : this.#visible.get(key);
    if (known && known.until > now) return known.refs;
    const refs = this.#readVisibleRefs(credentials);
    if (key !== undefined) {
      this.#forgetOld(now);
      this.#visible.set(key, { until: now + VISIBLE_FOR_MS, refs });
      refs.catch(() => this.#visible.delete(key));
    }
    return refs;
  }

  /** Whether the caller owns what belongs to `owner`: scorecards show items in shadow to their owners only. */
  async isOwnedBy(
    credentials: BackstageCredentials,
    owner: string | undefined,
  ): Promise<boolean> {
    const ref = owner && canonicalRef(owner);
    const member = ref ? await this.member(credentials) : undefined;
    return member !== undefined && isAmong(member, [ref!]);
  }

  /** The groups above these owners, as far as the caller may know of them. */
  async ownerTree(
    credentials: BackstageCredentials,
    owners: readonly string[],
  ): Promise<OwnerTree> {
    const visible = await this.visibleRefs(credentials);
    const seen = visible && new Set(visible);
    return new OwnerTree(
      await this.#groups.above(owners),
      ref => !seen || seen.has(ref),
    );
  }

  #callerOf(credentials: BackstageCredentials): string | undefined {
    const { auth } = this.#options;
    return auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : undefined;
  }

  #forgetOld(now: number): void {
    for (const [key, { until }] of this.#visible) {
      if (until <= now || this.#visible.size >= MAX_CACHED_CALLERS)
        this.#visible.delete(key);
    }
  }

  async #readVisibleRefs(
    credentials: BackstageCredentials,
  ): Promise<readonly string[] | undefined> {
    const { permissions, catalog, auth } = this.#options;
    const [decision] = await permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.ALLOW) return undefined;
    // A token whose access is restricted is denied what its list for this plugin leaves out; of the catalog, the
    // catalog knows. As for a single entity.
    if (
      decision.result === AuthorizeResult.DENY &&
      auth.isPrincipal(credentials, 'user')
    )
      return [];
    const refs: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, pageInfo } = await catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE, fields: REF_FIELDS }
          : { limit: PAGE, fields: REF_FIELDS },
        { credentials },
      );
      refs.push(...items.map(entity => stringifyEntityRef(entity)));
      cursor = pageInfo.nextCursor;
    } while (cursor);
    return refs;
  }

  async #allowed(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<boolean> {
    const [{ result }] = await this.#options.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }

  async #demand(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<void> {
    if (!(await this.#allowed(credentials, permission))) {
      throw new NotAllowedError(`This needs the permission ${permission.name}`);
    }
  }
}

const REF_FIELDS = ['kind', 'metadata.name', 'metadata.namespace'];
