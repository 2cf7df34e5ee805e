/* Written by scripts/generate-api.mjs from plugins/readiness-backend/src/schema/openapi.yaml. */
export interface paths {
    "/scorecards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every scorecard that could be loaded, and what could not. */
        get: operations["GetScorecards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{scorecard}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetScorecard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetChecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/checks/{check}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gate states, paged, of entities the caller may read. */
        get: operations["GetGates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gates/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetGatesSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every gate of an entity. */
        get: operations["GetEntityGates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/scorecards/{scorecard}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every item of one gate with result, findings, evidence and fix. */
        get: operations["GetGateDetail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/entities/{kind}/{namespace}/{name}/scorecards/{scorecard}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed, newest first; outages of the entity's clusters included. */
        get: operations["GetGateTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shards with their last run, and the latest evaluations that somebody asked for. */
        get: operations["GetEvaluations"];
        put?: never;
        /** Evaluates now. Joins an evaluation of the same shard that is queued already. */
        post: operations["CreateEvaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/evaluations/{evaluation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetEvaluation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reader account's RBAC, and what is missing on each cluster. */
        get: operations["GetGrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/verdicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a pipeline asks before it releases. */
        post: operations["CreateVerdict"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Values: string[];
        /** @enum {string} */
        Verdict: "ready" | "blocked" | "incomplete";
        /** @enum {string} */
        WaitingOn: "service" | "platform" | "people";
        /** @enum {string} */
        ResultKind: "fail" | "unknown" | "pending" | "waived" | "pass" | "notApplicable";
        /** @enum {string} */
        Responsible: "owner" | "platform" | "security";
        /** @enum {string} */
        EvidenceKind: "kubernetes" | "prometheus" | "catalog" | "report" | "attestation" | "approval";
        /** @enum {string} */
        Severity: "blocking" | "recommended";
        /** @enum {string} */
        UnknownCause: "unreachable" | "forbidden" | "needs-user-credentials" | "not-configured" | "query-failed" | "timeout" | "stale" | "malformed" | "check-error";
        Error: {
            error: {
                name: string;
                message: string;
            };
            request?: {
                [key: string]: unknown;
            };
            response?: {
                [key: string]: unknown;
            };
        };
        SourceLocation: {
            file: string;
            line: number;
        };
        DefinitionError: {
            file: string;
            line: number;
            message: string;
        };
        ScorecardList: {
            items: components["schemas"]["ScorecardOverview"][];
            errors: components["schemas"]["DefinitionError"][];
        };
        ScorecardOverview: {
            id: string;
            title: string;
            description: string;
            owner?: string;
            items: number;
            blocking: number;
            /** @description Items whose kind of evidence this version does not evaluate. */
            notEvaluated: number;
        };
        Enforcement: {
            /** @enum {string} */
            mode: "shadow" | "warn" | "enforce";
            enforceFrom?: string;
            cohort?: {
                [key: string]: unknown;
            };
        };
        ItemDefinition: {
            id: string;
            text: string;
            severity: components["schemas"]["Severity"];
            enforcement: components["schemas"]["Enforcement"];
            /** @enum {string} */
            scope: "workload" | "namespace" | "cluster" | "mesh" | "entity";
            checks: {
                check: string;
                params: {
                    [key: string]: unknown;
                };
            }[];
            responsible: components["schemas"]["Responsible"];
            environments?: string[];
            waivable: boolean;
            maxWaiverDays: number;
            weight: number;
            notEvaluated?: string;
            source: components["schemas"]["SourceLocation"];
        };
        Scorecard: {
            id: string;
            title: string;
            description: string;
            owner?: string;
            appliesTo: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            expects?: "workload";
            gate: {
                /** @enum {string} */
                onPlatformUnknown: "hold" | "warn";
                environments?: string[];
            };
            sections: {
                id: string;
                title: string;
                claim?: string;
                items: components["schemas"]["ItemDefinition"][];
            }[];
            revision: string;
            source: components["schemas"]["SourceLocation"];
        };
        Check: {
            id: string;
            title: string;
            why: string;
            fix: string;
            area: string;
            responsible: components["schemas"]["Responsible"];
            settle: string;
            maxAge?: string;
            /** @enum {string} */
            grant: "default" | "extended";
            params: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            evidence: {
                kind: components["schemas"]["EvidenceKind"];
                each?: string;
                reads: string[];
                expression?: string;
                where?: {
                    rule: string;
                    expression: string;
                }[];
                notEvaluated?: string;
            }[];
            revision: string;
            source: components["schemas"]["SourceLocation"];
        };
        Score: {
            /** @description Percent; absent while nothing passed or failed. */
            value?: number;
            low: number;
            high: number;
        };
        Coverage: {
            applicable: number;
            machineRead: number;
            stated: number;
        };
        ResultCounts: {
            fail: number;
            unknown: number;
            pending: number;
            waived: number;
            pass: number;
            notApplicable: number;
        };
        GateState: {
            verdict: components["schemas"]["Verdict"];
            waitingOn: components["schemas"]["WaitingOn"][];
            score: components["schemas"]["Score"];
            coverage: components["schemas"]["Coverage"];
            counts: components["schemas"]["ResultCounts"];
            blocking: number;
            notEvaluated: number;
            nextChangeAt?: string;
        };
        EntitySummary: {
            entityRef: string;
            kind: string;
            namespace: string;
            name: string;
            title?: string;
            type?: string;
            lifecycle?: string;
            owner?: string;
            system?: string;
            domain?: string;
            tags: string[];
        };
        GateListing: {
            entity: components["schemas"]["EntitySummary"];
            scorecard: {
                id: string;
                title: string;
            };
            environment: string;
            state: components["schemas"]["GateState"];
            changedAt: string;
        };
        GatePage: {
            items: components["schemas"]["GateListing"][];
            total: number;
            nextCursor?: string;
        };
        GateSummary: {
            groups: {
                group: string;
                scorecard: string;
                ready: number;
                blocked: number;
                incomplete: number;
                meanScore?: number;
            }[];
        };
        ClusterFreshness: {
            cluster: string;
            environment?: string;
            /** @description When everything that the gate needs was last read completely. */
            observedAt?: string;
            /** @description Reads that fail now. */
            failing?: {
                resource: string;
                namespace: string;
                cause: components["schemas"]["UnknownCause"];
                message: string;
                since: string;
            }[];
        };
        EnvironmentGate: {
            environment: string;
            /** @description Whether the gate's own verdict spans it. */
            gated: boolean;
            state: components["schemas"]["GateState"];
        };
        GateOverview: {
            scorecard: components["schemas"]["ScorecardOverview"];
            own: components["schemas"]["GateState"];
            environments: components["schemas"]["EnvironmentGate"][];
            /** @description What blocks, at most five, the most findings first. */
            blocking: {
                item: string;
                text: string;
                result: components["schemas"]["ResultKind"];
                message?: string;
            }[];
            changedAt?: string;
        };
        EntityGates: {
            entityRef: string;
            gates: components["schemas"]["GateOverview"][];
            clusters: components["schemas"]["ClusterFreshness"][];
        };
        Finding: {
            cluster: string;
            environment: string;
            namespace?: string;
            kind: string;
            name: string;
            container?: string;
            path?: string;
            found?: string;
            wanted?: string;
            message: string;
        };
        /** @description One result of one check in one cluster and environment. */
        Answer: {
            check: string;
            cluster: string;
            environment: string;
            result: components["schemas"]["ResultKind"];
            /** @description Of unknown and pending. */
            cause?: string;
            underlying?: components["schemas"]["UnknownCause"];
            /** @description Of unknown and pending; the rule of notApplicable. */
            message?: string;
            stated?: boolean;
            findings?: components["schemas"]["Finding"][];
            findingsTotal?: number;
            /** @description Until then the fail shows as changing and does not count. */
            settlesAt?: string;
            settled?: components["schemas"]["ResultKind"];
            observedAt?: string;
            since?: string;
            staleAt?: string;
            /** @description The last read failed; an earlier result stands. */
            standingIn?: {
                cause: components["schemas"]["UnknownCause"];
                message: string;
                since: string;
            };
        };
        ItemView: {
            id: string;
            text: string;
            severity: components["schemas"]["Severity"];
            enforcement: components["schemas"]["Enforcement"];
            /** @description Whether it can block this entity today. */
            enforced: boolean;
            /** @enum {string} */
            scope: "workload" | "namespace" | "cluster" | "mesh" | "entity";
            responsible: components["schemas"]["Responsible"];
            result: components["schemas"]["ResultKind"];
            changing: boolean;
            waitingOn: components["schemas"]["WaitingOn"][];
            /** @description Whether it keeps the gate's own verdict from being ready now. */
            holds: boolean;
            notEvaluated?: string;
            answers: components["schemas"]["Answer"][];
            checks: {
                id: string;
                title: string;
                why: string;
                /** @description Markdown. */
                fix: string;
                reads: string[];
                evidence: components["schemas"]["EvidenceKind"][];
            }[];
        };
        GateDetail: {
            entityRef: string;
            scorecard: components["schemas"]["ScorecardOverview"];
            own: components["schemas"]["GateState"];
            /** @enum {string} */
            onPlatformUnknown: "hold" | "warn";
            changedAt?: string;
            environments: components["schemas"]["EnvironmentGate"][];
            sections: {
                id: string;
                title: string;
                claim?: string;
                items: components["schemas"]["ItemView"][];
            }[];
            clusters: components["schemas"]["ClusterFreshness"][];
            /** @description Findings are left out: the caller lacks kubernetes.resources.read. */
            redacted: boolean;
        };
        Transition: {
            at: string;
            item?: string;
            cluster: string;
            environment: string;
            from: string;
            to: string;
            /** @enum {string} */
            cause: "service" | "definition" | "decision" | "expiry" | "platform";
            evidence: {
                [key: string]: unknown;
            };
            endedAt?: string;
        };
        RunSummary: {
            startedAt: string;
            finishedAt: string;
            durationMs: number;
            /** @enum {string} */
            outcome: "succeeded" | "failed";
            entities: number;
            objects: number;
            requests: number;
            changed: number;
            message?: string;
            errors: {
                resource: string;
                namespace: string;
                cause: components["schemas"]["UnknownCause"];
                message: string;
            }[];
        };
        Evaluation: {
            id: string;
            shard: string;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "failed";
            requestedAt: string;
            startedAt?: string;
            finishedAt?: string;
            step?: string;
            done?: number;
            total?: number;
            run?: components["schemas"]["RunSummary"];
        };
        EvaluationOverview: {
            shards: {
                id: string;
                nextAt: string;
                running: boolean;
                lastRun?: components["schemas"]["RunSummary"];
            }[];
            evaluations: components["schemas"]["Evaluation"][];
        };
        Grants: {
            manifests: {
                /** @description YAML. */
                default: string;
                /** @description YAML. */
                extended: string;
            };
            missing: {
                cluster: string;
                resource: string;
                namespace: string;
                message: string;
            }[];
        };
        VerdictRequest: {
            entityRef: string;
            scorecard: string;
            environment?: string;
            /** @description ISO 8601 duration. Evidence older than this counts as unknown (stale). */
            maxAge?: string;
        };
        VerdictReason: {
            item: string;
            text: string;
            result: components["schemas"]["ResultKind"];
            cause?: string;
            responsible: components["schemas"]["Responsible"];
            message?: string;
            findings?: components["schemas"]["Finding"][];
            findingsTotal?: number;
        };
        VerdictAnswer: {
            entityRef: string;
            scorecard: string;
            environment: string;
            verdict?: components["schemas"]["Verdict"];
            waitingOn?: components["schemas"]["WaitingOn"][];
            /**
             * @description 0 ready; 1 blocked; 2 incomplete, waiting on the service or on people; 3 incomplete, waiting on the platform alone; 4 error, or no such gate.
             * @enum {integer}
             */
            exitCode: 0 | 1 | 2 | 3 | 4;
            /** @description One line for the log of the pipeline. */
            message: string;
            score?: components["schemas"]["Score"];
            /** @description The oldest evidence that counted. */
            observedAt?: string;
            reasons: components["schemas"]["VerdictReason"][];
            waivers: {
                [key: string]: unknown;
            }[];
        };
    };
    responses: {
        /** @description What, where and what to do, in one line. */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        scorecardPath: string;
        entityKind: string;
        entityNamespace: string;
        entityName: string;
        scorecard: components["schemas"]["Values"];
        /** @description Absent or empty, the gates' own verdicts. */
        environment: string;
        cluster: components["schemas"]["Values"];
        verdict: components["schemas"]["Verdict"][];
        waitingOn: components["schemas"]["WaitingOn"][];
        owner: components["schemas"]["Values"];
        system: components["schemas"]["Values"];
        domain: components["schemas"]["Values"];
        kind: components["schemas"]["Values"];
        type: components["schemas"]["Values"];
        lifecycle: components["schemas"]["Values"];
        tag: components["schemas"]["Values"];
        q: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    GetScorecards: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Definitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetScorecard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                scorecard: components["parameters"]["scorecardPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One scorecard with its sections and items. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Scorecard"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetChecks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The library of checks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Check"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                check: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One check. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Check"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetGates: {
        parameters: {
            query?: {
                scorecard?: components["parameters"]["scorecard"];
                /** @description Absent or empty, the gates' own verdicts. */
                environment?: components["parameters"]["environment"];
                cluster?: components["parameters"]["cluster"];
                verdict?: components["parameters"]["verdict"];
                waitingOn?: components["parameters"]["waitingOn"];
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                domain?: components["parameters"]["domain"];
                kind?: components["parameters"]["kind"];
                type?: components["parameters"]["type"];
                lifecycle?: components["parameters"]["lifecycle"];
                tag?: components["parameters"]["tag"];
                q?: components["parameters"]["q"];
                sort?: "name" | "verdict" | "score" | "coverage" | "blocking" | "owner" | "changedAt";
                order?: "asc" | "desc";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of gates. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatePage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetGatesSummary: {
        parameters: {
            query?: {
                groupBy?: "scorecard" | "owner" | "system" | "domain" | "kind" | "type" | "lifecycle";
                scorecard?: components["parameters"]["scorecard"];
                /** @description Absent or empty, the gates' own verdicts. */
                environment?: components["parameters"]["environment"];
                cluster?: components["parameters"]["cluster"];
                verdict?: components["parameters"]["verdict"];
                waitingOn?: components["parameters"]["waitingOn"];
                owner?: components["parameters"]["owner"];
                system?: components["parameters"]["system"];
                domain?: components["parameters"]["domain"];
                kind?: components["parameters"]["kind"];
                type?: components["parameters"]["type"];
                lifecycle?: components["parameters"]["lifecycle"];
                tag?: components["parameters"]["tag"];
                q?: components["parameters"]["q"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts by group and scorecard. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateSummary"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetEntityGates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["entityKind"];
                namespace: components["parameters"]["entityNamespace"];
                name: components["parameters"]["entityName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The gates of the entity; empty where no scorecard applies. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityGates"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetGateDetail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["entityKind"];
                namespace: components["parameters"]["entityNamespace"];
                name: components["parameters"]["entityName"];
                scorecard: components["parameters"]["scorecardPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The gate in full. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateDetail"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetGateTimeline: {
        parameters: {
            query?: {
                limit?: number;
                before?: string;
            };
            header?: never;
            path: {
                kind: components["parameters"]["entityKind"];
                namespace: components["parameters"]["entityNamespace"];
                name: components["parameters"]["entityName"];
                scorecard: components["parameters"]["scorecardPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Transitions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Transition"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetEvaluations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Shards and evaluations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationOverview"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    CreateEvaluation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The clusters where this entity lives. */
                    entityRef?: string;
                    cluster?: string;
                };
            };
        };
        responses: {
            /** @description Asked for; follow each by its id. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Evaluation"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetEvaluation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                evaluation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far it is, and how it ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evaluation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetGrants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Manifests and missing grants. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grants"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    CreateVerdict: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerdictRequest"];
            };
        };
        responses: {
            /** @description The verdict with its reasons, whatever it is; `exitCode` tells a script what to do. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerdictAnswer"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
