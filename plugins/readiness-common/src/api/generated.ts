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
    "/scorecards/{scorecard}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the evidence of a scorecard comes from, and what of it cannot be read for want of a kind or a grant. */
        get: operations["GetScorecardEvidence"];
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
    "/checks/{check}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who does not pass a check, in gates' own verdicts, of entities the caller may read. */
        get: operations["GetCheckResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{scorecard}/items/{item}/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who would be blocked if the item were enforced today, for everybody; of entities the caller may read. */
        get: operations["GetItemImpact"];
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
    "/gates/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entities × gates, a page of entities the caller may read; the filters choose entities. */
        get: operations["GetGatesMatrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gates/top-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is open in most of the gates' own verdicts, of entities the caller may read. */
        get: operations["GetTopItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gates/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the gates that there are now stood, day by day, of entities the caller may read. A gate that is gone is on no day; owner, system and the like are those of today. */
        get: operations["GetGatesTrend"];
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
    "/entities/{kind}/{namespace}/{name}/scorecards/{scorecard}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The living checklist, with ticks that are true; as Markdown, CSV or JSON. */
        get: operations["GetReadinessReport"];
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
    "/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetAttestations"];
        put?: never;
        /** Somebody whom the check names says that it is so. People only. */
        post: operations["CreateAttestation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attestations/{decision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetAttestation"];
        put?: never;
        post?: never;
        /** Takes the word back. It stays in the trail. */
        delete: operations["RevokeAttestation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetApprovals"];
        put?: never;
        /** A member of the group that the item names signs off, or declines. People only. */
        post: operations["CreateApproval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{decision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetApproval"];
        put?: never;
        post?: never;
        /** Takes the signature back. It stays in the trail. */
        delete: operations["RevokeApproval"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetWaivers"];
        put?: never;
        /** Asks that an open item be accepted until a date, for one entity or for all that a predicate matches now. People only. */
        post: operations["RequestWaiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waivers/{decision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetWaiver"];
        put?: never;
        post?: never;
        /** Ends it, or withdraws the request. It stays in the trail. */
        delete: operations["RevokeWaiver"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waivers/{decision}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Somebody else, of the group that the scorecard names, approves or denies. Of a broken glass, approving is the review. */
        post: operations["DecideWaiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["GetReports"];
        put?: never;
        /** A tool says what it found. The body is the tool's own file, as it wrote it (gzip allowed); the query says what it is of. Idempotent by `runId`. */
        post: operations["CreateReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for the caller, to attest, approve, decide or review, and what of theirs is about to expire. */
        get: operations["GetQueue"];
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
        OpenResult: "fail" | "unknown" | "pending" | "waived";
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
            items: components["schemas"]["ScorecardListing"][];
            errors: components["schemas"]["DefinitionError"][];
        };
        ScorecardListing: {
            id: string;
            title: string;
            description: string;
            owner?: string;
            items: number;
            blocking: number;
            /** @description Items whose kind of evidence this version does not evaluate. */
            notEvaluated: number;
            /** @description What the checklist claims of itself as a whole. */
            claim?: string;
            appliesTo: {
                [key: string]: unknown;
            };
            /** @description Items by how they are enforced; those in shadow are counted for the scorecard's owner only. */
            enforcement: {
                /** @description For everybody. */
                enforce: number;
                /** @description From a day to come, or for a cohort. */
                partly: number;
                warn: number;
                shadow: number;
            };
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
        ScoreTarget: {
            /** @description Percent. */
            score: number;
            /** @description ISO 8601 date. */
            date: string;
        };
        /**
         * @description A part of the report that is computed from the other items.
         * @enum {string}
         */
        ComputedView: "report-header" | "achievements" | "readiness-score" | "readiness-status" | "blocking-issues" | "nice-to-have" | "component-table" | "next-steps" | "technical-debt" | "score-history" | "score-target" | "key-metrics" | "timeline-forecast" | "remediation-commands";
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
            /** @description What the checklist itself claims of this line. */
            claim?: string;
            view?: components["schemas"]["ComputedView"];
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
            /** @description What the checklist claims of itself as a whole. */
            claim?: string;
            target?: components["schemas"]["ScoreTarget"];
            /** @description Ref of the group that decides on waivers; absent where the owner does. */
            waiversDecidedBy?: string;
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
                /** @description Of Prometheus; what is asked, by the names that the expression uses. */
                queries?: {
                    name: string;
                    /** @description PromQL, with `${…}` for names of the subject and params. */
                    query: string;
                    /** @description ISO 8601 durations; absent for an instant query. */
                    range?: {
                        window: string;
                        step: string;
                    };
                }[];
                /** @description Of Prometheus; what it means that there is no data of the subject. */
                noData?: {
                    /** @enum {string} */
                    result: "notApplicable" | "fail" | "unknown" | "fallback";
                    rule: string;
                };
                /** @description Of Prometheus; what it means that the data does not reach back so far. */
                minHistory?: {
                    /** @description ISO 8601 duration. */
                    period: string;
                    /** @enum {string} */
                    result: "notApplicable" | "fail" | "unknown" | "fallback";
                    rule: string;
                };
                /** @description Of a report; the type that it is sent under. */
                reportType?: string;
                /** @description Of an attestation or approval: `owner`, an entity ref, or the param that names one. */
                by?: string;
                /** @description Of an attestation; what is attested. */
                statement?: string;
                /** @description ISO 8601 duration; how long a word or report holds. */
                validFor?: string;
                linkRequired?: boolean;
                lapsesOn?: ("newImage" | "ownerChanged")[];
                notEvaluated?: string;
            }[];
            revision: string;
            source: components["schemas"]["SourceLocation"];
            uses: components["schemas"]["CheckUse"][];
        };
        /** @description An item that asks a check; one in shadow for its scorecard's owner only. */
        CheckUse: {
            scorecard: components["schemas"]["ScorecardName"];
            item: {
                id: string;
                text: string;
                severity: components["schemas"]["Severity"];
                enforcement: components["schemas"]["Enforcement"];
                notEvaluated?: string;
            };
        };
        CheckOverview: {
            id: string;
            title: string;
            area: string;
            responsible: components["schemas"]["Responsible"];
            /** @enum {string} */
            grant: "default" | "extended";
            /** @description In the order that it is asked. */
            evidence: components["schemas"]["EvidenceKind"][];
            /** @description Those that ask it. */
            scorecards: components["schemas"]["ScorecardName"][];
            /** @description Entities that the caller may read, by result in their gates' own verdicts. */
            open: {
                fail: number;
                unknown: number;
                pending: number;
                waived: number;
            };
        };
        ScorecardEvidence: {
            checks: {
                id: string;
                title: string;
                /** @description False where it needs the extended grant, which is not given. */
                granted: boolean;
                /** @description In the order that it is asked. */
                evidence: {
                    kind: components["schemas"]["EvidenceKind"];
                    /** @description What is asked one by one. */
                    each?: string;
                    /** @description Resources of Kubernetes besides. */
                    reads: string[];
                    reportType?: string;
                    notEvaluated?: string;
                }[];
            }[];
            /** @description For those who may read clusters; absent for others. */
            gaps?: components["schemas"]["EvidenceGap"][];
        };
        EvidenceGap: {
            check: string;
            cluster: string;
            /** @description `prometheus` where that is what is missing. */
            resource: string;
            /** @enum {string} */
            cause: "notServed" | "forbidden" | "needs-user-credentials";
            /** @description The first 100 of those that may not be read; empty where it is the whole cluster. */
            namespaces: string[];
            /** @description How many more there are. */
            moreNamespaces?: number;
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
            /** @description Where `blockers` asks for it, what blocks, first what mends most. */
            blocking?: components["schemas"]["BlockingItem"][];
        };
        GatePage: {
            items: components["schemas"]["GateListing"][];
            total: number;
            nextCursor?: string;
        };
        ScorecardName: {
            id: string;
            title: string;
        };
        CheckResult: {
            entity: components["schemas"]["EntitySummary"];
            scorecard: components["schemas"]["ScorecardName"];
            item: {
                id: string;
                text: string;
                severity: components["schemas"]["Severity"];
            };
            result: components["schemas"]["OpenResult"];
            /** @description Whether the item is enforced for this entity now. */
            enforced: boolean;
            /** @description Whether the item keeps the gate of this entity from being ready. */
            holds: boolean;
        };
        CheckResultPage: {
            items: components["schemas"]["CheckResult"][];
            /** @description With the other filters, whatever `result` asks for. */
            counts: {
                fail: number;
                unknown: number;
                pending: number;
                waived: number;
            };
            total: number;
            nextCursor?: string;
        };
        ItemImpact: {
            scorecard: components["schemas"]["ScorecardName"];
            item: {
                id: string;
                text: string;
                severity: components["schemas"]["Severity"];
                enforcement: components["schemas"]["Enforcement"];
                /** @description Why nobody is asked; then nobody passes either. */
                notEvaluated?: string;
            };
            /** @description Entities that the scorecard judges. The other numbers are parts of it. */
            judged: number;
            /** @description The item passes, or does not apply. */
            passing: number;
            /** @description It fails, and nothing else blocks the gate. */
            wouldBlock: number;
            /** @description It fails, and something else blocks the gate anyway. */
            alreadyBlocked: number;
            /** @description It is unknown or pending, and the gate is ready without it. */
            wouldHold: number;
            /** @description It is unknown or pending, and the gate is not ready anyway. */
            alreadyHeld: number;
            waived: number;
            /** @description It is open, but recommended for the entity, or unknown where the gate only warns of that. */
            withoutEffect: number;
            entities: {
                items: components["schemas"]["ImpactedEntity"][];
                total: number;
                nextCursor?: string;
            };
        };
        ImpactedEntity: {
            entity: components["schemas"]["EntitySummary"];
            result: components["schemas"]["OpenResult"];
            /** @enum {string} */
            effect: "wouldBlock" | "alreadyBlocked" | "wouldHold" | "alreadyHeld" | "waived" | "withoutEffect";
            verdict: components["schemas"]["Verdict"];
            /** @description The verdict if the item were enforced. */
            after: components["schemas"]["Verdict"];
        };
        GateSummary: {
            groups: {
                /** @description Empty where an entity has none. */
                group: string;
                scorecard: string;
                ready: number;
                blocked: number;
                incomplete: number;
                /** @description Gates that have a score. */
                scored: number;
                meanScore?: number;
            }[];
            /** @description Of `ownerTree`, the groups directly above each that has some and that the caller may read. */
            parents?: {
                [key: string]: string[];
            };
        };
        GateMatrix: {
            items: {
                entity: components["schemas"]["EntitySummary"];
                gates: {
                    scorecard: string;
                    state: components["schemas"]["GateState"];
                    changedAt: string;
                }[];
            }[];
            /** @description Entities. */
            total: number;
            nextCursor?: string;
        };
        TopItem: {
            scorecard: components["schemas"]["ScorecardName"];
            item: {
                id: string;
                text: string;
                severity: components["schemas"]["Severity"];
            };
            checks: components["schemas"]["ScorecardName"][];
            /** @description Gates that it keeps from being ready by failing. */
            blocks: number;
            fail: number;
            unknown: number;
            pending: number;
            waived: number;
        };
        TopItems: {
            items: components["schemas"]["TopItem"][];
            /** @description All gates that the filters match. */
            gates: number;
        };
        VerdictCounts: {
            ready: number;
            blocked: number;
            incomplete: number;
            /** @description Gates that have a score. */
            scored: number;
            meanScore?: number;
        };
        TrendDay: {
            /** Format: date */
            day: string;
            scorecard: string;
            ready: number;
            blocked: number;
            incomplete: number;
            scored: number;
            meanScore?: number;
        };
        TrendChange: {
            /**
             * @description What last brought the gates where they stand; `new`, they were not judged then.
             * @enum {string}
             */
            cause: "service" | "definition" | "decision" | "expiry" | "platform" | "new";
            /** @description How many it turned. */
            gates: number;
            /** @description By how much it changed each count. */
            net: {
                ready: number;
                blocked: number;
                incomplete: number;
            };
        };
        TrendComparison: {
            /** @description Empty where an entity has none. */
            group: string;
            then: components["schemas"]["VerdictCounts"];
            now: components["schemas"]["VerdictCounts"];
            /** @description The nets of all causes add up to `now` less `then`. */
            changes: components["schemas"]["TrendChange"][];
        };
        GateTrend: {
            days: components["schemas"]["TrendDay"][];
            comparison?: {
                /** Format: date */
                since: string;
                groupBy: string;
                groups: components["schemas"]["TrendComparison"][];
            };
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
            /** @description What blocks, at most five, first what mends most. */
            blocking: components["schemas"]["BlockingItem"][];
            changedAt?: string;
            /** @description The score at the end of each day on which it changed, the oldest first; of thirteen weeks, and the last before them. */
            trend: components["schemas"]["TrendPoint"][];
        };
        TrendPoint: {
            day: string;
            /** @description Percent; absent: nothing counted. */
            value?: number;
        };
        BlockingItem: {
            item: string;
            text: string;
            result: components["schemas"]["ResultKind"];
            message?: string;
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
            /** @description When a word or report that answers it lapses by itself. */
            until?: string;
            waiver?: components["schemas"]["WaiverRef"];
            /**
             * @description What a waiver covers; its findings stand beside.
             * @enum {string}
             */
            covers?: "fail" | "unknown" | "pending";
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
            /** @description What it counts in the score. */
            weight: number;
            result: components["schemas"]["ResultKind"];
            changing: boolean;
            waitingOn: components["schemas"]["WaitingOn"][];
            /** @description Whether it keeps the gate's own verdict from being ready now. */
            holds: boolean;
            claim?: string;
            view?: components["schemas"]["ComputedView"];
            notEvaluated?: string;
            answers: components["schemas"]["Answer"][];
            /** @description Whose word the item takes, open or given. */
            asks?: components["schemas"]["Ask"][];
            /** @description Absent where the item cannot be waived. */
            waiving?: {
                maxDays: number;
                /** @description Ref of the group that decides; absent where the scorecard names none. */
                decidedBy?: string;
                mayRequest: boolean;
            };
            attestations?: components["schemas"]["Attestation"][];
            approvals?: components["schemas"]["Approval"][];
            waivers?: components["schemas"]["Waiver"][];
            reports?: components["schemas"]["Report"][];
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
            /** @description What the checklist claims of itself as a whole. */
            claim?: string;
            target?: components["schemas"]["ScoreTarget"];
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
        ReportItem: {
            id: string;
            text: string;
            claim?: string;
            view?: components["schemas"]["ComputedView"];
            /** @description Passed, or does not apply; never for waived. */
            ticked: boolean;
            severity: components["schemas"]["Severity"];
            enforced: boolean;
            responsible: components["schemas"]["Responsible"];
            result: components["schemas"]["ResultKind"];
            /** @description Answered by people or reports alone. */
            stated: boolean;
            changing: boolean;
            /** @description What is missing: a finding, a cause, a rule, a waiver and its end. */
            why?: string;
            /** @description When the oldest evidence was read. */
            observedAt?: string;
            notEvaluated?: string;
        };
        ReportSection: {
            id: string;
            title: string;
            claim?: string;
            /**
             * @description complete: everything that applies passed; pending: nothing did; empty: nothing applies.
             * @enum {string}
             */
            status: "complete" | "partial" | "pending" | "empty";
            score: components["schemas"]["Score"];
            /** @description Percent of the items that apply which fresh evidence answers. */
            answered: number;
            counts: components["schemas"]["ResultCounts"];
            items: components["schemas"]["ReportItem"][];
        };
        OpenItem: {
            id: string;
            text: string;
            section: string;
            severity: components["schemas"]["Severity"];
            result: components["schemas"]["ResultKind"];
            why: string;
            waitingOn: components["schemas"]["WaitingOn"][];
            /** @description Points of the score that it holds back. */
            worth: number;
            /** @description ISO 8601 date: when it starts to block, or its waiver ends. */
            due?: string;
            /** @description Markdown: how to mend it, with the names of what fails. */
            commands?: string;
        };
        ScorePoint: {
            day: string;
            verdict: components["schemas"]["Verdict"];
            score: components["schemas"]["Score"];
            /** @description 0 to 1. */
            coverage?: number;
        };
        ReadinessReport: {
            entityRef: string;
            scorecard: components["schemas"]["ScorecardOverview"];
            at: string;
            since: string;
            claim?: string;
            own: components["schemas"]["GateState"];
            sections: components["schemas"]["ReportSection"][];
            /** @description Items that turned to pass since, and still do. */
            achievements: {
                id: string;
                text: string;
                at: string;
            }[];
            /** @description Blocking items that fail or are open. */
            blocking: components["schemas"]["OpenItem"][];
            /** @description Recommended items that fail or are open. */
            niceToHave: components["schemas"]["OpenItem"][];
            /** @description What fails or is open, the most urgent first. */
            nextSteps: components["schemas"]["OpenItem"][];
            /** @description Critical: it blocks. Important: it will block, is open, or is waived. Future: recommended. */
            technicalDebt: {
                critical: components["schemas"]["OpenItem"][];
                important: components["schemas"]["OpenItem"][];
                future: components["schemas"]["OpenItem"][];
            };
            /** @description The last day of each week on which the gate changed, the oldest first. */
            progression: components["schemas"]["ScorePoint"][];
            target?: {
                score: number;
                date: string;
                /**
                 * @description tooEarly: fewer than two weeks of history.
                 * @enum {string}
                 */
                state: "reached" | "onTrack" | "behind" | "missed" | "tooEarly";
                /** @description ISO 8601 date at which it is reached, if it goes on as it went. */
                forecast?: string;
            };
            /** @description Items that are measured, with what was measured where it is known. */
            metrics: {
                id: string;
                text: string;
                result: components["schemas"]["ResultKind"];
                found?: string;
                wanted?: string;
                /** @enum {string} */
                source: "prometheus" | "report";
                observedAt?: string;
            }[];
            redacted: boolean;
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
            /** @description The candidate, by digest. What runs where it is promoted from is judged, with reports and words that are of it. */
            image?: string;
            /** @description The candidate, by its full commit; of image and commit at most one. */
            commit?: string;
            /** @description Environment where the candidate runs already; may be left out where the entity has one that is not gated. */
            promotedFrom?: string;
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
            /** @description Those that the verdict leans on, the nearest end first. */
            waivers: components["schemas"]["UsedWaiver"][];
            /** @description The nearest end among them. */
            waivedUntil?: string;
            candidate?: {
                image?: string;
                commit?: string;
                promotedFrom: string;
            };
        };
        WaiverRef: {
            id: string;
            until: string;
            reason: string;
            decidedBy?: string;
        };
        UsedWaiver: {
            id: string;
            item: string;
            until: string;
            reason: string;
            /** @enum {string} */
            covers: "fail" | "unknown" | "pending";
        };
        Ask: {
            /** @enum {string} */
            kind: "attestation" | "approval" | "report";
            /** @description Refs of the users and groups whose word counts; empty for a report. */
            by: string[];
            statement?: string;
            reportType?: string;
            /** @description ISO 8601 duration; the longest that a word holds. */
            validFor?: string;
            linkRequired?: boolean;
            lapsesOn?: ("newImage" | "ownerChanged")[];
            /** @description Approvals of lower steps come first. */
            step?: number;
            /** @description Items of lower steps that are not approved yet. */
            waitsFor?: string[];
            /** @description Whether the caller may, as things stand. */
            mayGive: boolean;
            whyNot?: string;
        };
        DecisionEvent: {
            at: string;
            /** @description Entity ref of the person; `system` for what lapsed by a rule. */
            by: string;
            /** @enum {string} */
            action: "approved" | "denied" | "reviewed" | "revoked" | "lapsed";
            reason: string;
        };
        Attestation: {
            id: string;
            entityRef: string;
            scorecard: string;
            item: string;
            check: string;
            environment: string;
            by: string;
            at: string;
            until: string;
            statement: string;
            link?: string;
            /** @description What ran when it was given, for checks that lapse with a new image. */
            images: string[];
            /** @enum {string} */
            status: "valid" | "expired" | "revoked" | "lapsed";
            statusReason?: string;
            events: components["schemas"]["DecisionEvent"][];
        };
        AttestationRequest: {
            entityRef: string;
            scorecard: string;
            item: string;
            /** @description In one's own words; absent, the words of the check. */
            statement?: string;
            link?: string;
            environment?: string;
            /** @description ISO 8601; at most what the check allows, which is the default. */
            until?: string;
        };
        Approval: {
            id: string;
            entityRef: string;
            scorecard: string;
            item: string;
            check: string;
            by: string;
            at: string;
            until?: string;
            /** @enum {string} */
            decision: "approve" | "decline";
            reason?: string;
            /** @enum {string} */
            status: "approved" | "declined" | "lapsed" | "revoked" | "expired";
            statusReason?: string;
            snapshot?: components["schemas"]["ApprovalSnapshot"];
            events: components["schemas"]["DecisionEvent"][];
        };
        /** @description What was signed; in the answer of a single approval only. */
        ApprovalSnapshot: {
            verdict: components["schemas"]["Verdict"];
            score: components["schemas"]["Score"];
            coverage: components["schemas"]["Coverage"];
            counts: components["schemas"]["ResultCounts"];
            /** @description Of the scorecard. */
            revision: string;
            /** @description How the entity's workloads were found. */
            selection: string;
            /** @description Enforced blocking items, approvals left out. */
            items: {
                id: string;
                text: string;
                result: components["schemas"]["ResultKind"];
                questions: {
                    key: string;
                    check: string;
                    revision: string;
                    params: {
                        [key: string]: unknown;
                    };
                }[];
            }[];
        };
        ApprovalRequest: {
            entityRef: string;
            scorecard: string;
            item: string;
            /** @enum {string} */
            decision: "approve" | "decline";
            /** @description Required to decline. */
            reason?: string;
        };
        Waiver: {
            id: string;
            scorecard: string;
            item: string;
            /** @description Empty for every cluster. */
            cluster: string;
            /** @description Empty for every environment. */
            environment: string;
            by: string;
            at: string;
            until: string;
            reason: string;
            compensatingControl?: string;
            breakGlass?: boolean;
            /** @description Of a broken glass. */
            reviewed?: boolean;
            /** @description The waiver before it. */
            renews?: string;
            /** @description How often it was renewed. */
            renewals: number;
            predicate?: {
                [key: string]: unknown;
            };
            /** @description Ref of the group that decides. */
            decidedBy?: string;
            /** @enum {string} */
            status: "requested" | "approved" | "denied" | "revoked" | "expired";
            statusReason?: string;
            /** @description Frozen when it was requested; those the caller may read. */
            entities: components["schemas"]["WaivedEntity"][];
            /** @description How many more it names that the caller may not read. */
            hiddenEntities?: number;
            mayDecide?: boolean;
            events: components["schemas"]["DecisionEvent"][];
        };
        WaivedEntity: {
            entityRef: string;
            results: ("fail" | "unknown" | "pending")[];
            /** @description What fails and is covered, as cluster/environment/namespace/kind/name/container; anything else still fails. */
            subjects: string[];
        };
        WaiverRequest: {
            /** @description Of entityRef and predicate, one. */
            entityRef?: string;
            /** @description A filter predicate over entities. */
            predicate?: {
                [key: string]: unknown;
            };
            scorecard: string;
            item: string;
            cluster?: string;
            environment?: string;
            reason: string;
            compensatingControl?: string;
            /** @description ISO 8601. */
            until: string;
            renews?: string;
            /** @description Holds at once, for at most 24 hours; the deciding group is told and reviews it. */
            breakGlass?: boolean;
            dryRun?: boolean;
        };
        WaiverPreview: {
            until: string;
            renewals: number;
            decidedBy?: string;
            entities: components["schemas"]["WaivedEntity"][];
        };
        WaiverDecisionRequest: {
            /** @enum {string} */
            decision: "approve" | "deny";
            /** @description Required to deny. */
            reason?: string;
        };
        Report: {
            id: string;
            entityRef: string;
            type: string;
            format: string;
            environment: string;
            runId: string;
            time: string;
            receivedAt: string;
            by: string;
            commit?: string;
            image?: string;
            link?: string;
            /** @description What was read out of the body. */
            data: {
                [key: string]: unknown;
            };
            notes: string[];
        };
        Queue: {
            items: components["schemas"]["QueueEntry"][];
            counts: {
                attest: number;
                approve: number;
                decide: number;
                review: number;
                expiring: number;
            };
            nextCursor?: string;
        };
        QueueEntry: {
            /** @enum {string} */
            kind: "attest" | "approve" | "decide" | "review" | "expiring";
            entityRef: string;
            entityTitle?: string;
            scorecard: {
                id: string;
                title: string;
            };
            item: {
                id: string;
                text: string;
                severity: components["schemas"]["Severity"];
            };
            /** @description When it expires, or the request ends; absent where nothing is at hand yet. */
            dueAt?: string;
            /**
             * @description Of kind expiring.
             * @enum {string}
             */
            expires?: "attestation" | "approval" | "waiver";
            waiver?: components["schemas"]["Waiver"];
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
        entityRef: string;
        decisionPath: string;
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
        /** @description Only what the user who asks owns, alone or through a group; of what `owner` names, where it names some. */
        owned: boolean;
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
    GetScorecardEvidence: {
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
            /** @description The checks that its items ask; gaps for those who may read clusters. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardEvidence"];
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
            /** @description The library of checks, with who asks each and for how many entities it is open. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CheckOverview"][];
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
            /** @description One check, with the items that ask it. */
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
    GetCheckResults: {
        parameters: {
            query?: {
                result?: components["schemas"]["OpenResult"][];
                scorecard?: components["parameters"]["scorecard"];
                owner?: components["parameters"]["owner"];
                severity?: components["schemas"]["Severity"][];
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                check: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, what fails first; an entity is on it once for each item that asks the check. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckResultPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetItemImpact: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                scorecard: components["parameters"]["scorecardPath"];
                item: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts, and a page of the entities that do not pass; those whose verdict would change first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemImpact"];
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
                /** @description Only what the user who asks owns, alone or through a group; of what `owner` names, where it names some. */
                owned?: components["parameters"]["owned"];
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
                /** @description As CSV all gates that the filters match, in one file, by name; `sort`, `order`, `limit` and `cursor` say nothing then. */
                format?: "json" | "csv";
                /** @description Of each gate's own verdict, names up to so many items that keep it from being ready; a page then has at most 50 gates. */
                blockers?: number;
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
                    "text/csv": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetGatesSummary: {
        parameters: {
            query?: {
                /** @description By `tag` and by `cluster` a gate counts once for each that it has, by `environment` the verdicts there are counted, by `ownerTree` each group counts what it and the groups below it own. */
                groupBy?: "scorecard" | "owner" | "ownerTree" | "system" | "domain" | "kind" | "type" | "lifecycle" | "tag" | "environment" | "cluster";
                scorecard?: components["parameters"]["scorecard"];
                /** @description Absent or empty, the gates' own verdicts. */
                environment?: components["parameters"]["environment"];
                cluster?: components["parameters"]["cluster"];
                verdict?: components["parameters"]["verdict"];
                waitingOn?: components["parameters"]["waitingOn"];
                owner?: components["parameters"]["owner"];
                /** @description Only what the user who asks owns, alone or through a group; of what `owner` names, where it names some. */
                owned?: components["parameters"]["owned"];
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
    GetGatesMatrix: {
        parameters: {
            query?: {
                scorecard?: components["parameters"]["scorecard"];
                /** @description Absent or empty, the gates' own verdicts. */
                environment?: components["parameters"]["environment"];
                cluster?: components["parameters"]["cluster"];
                verdict?: components["parameters"]["verdict"];
                waitingOn?: components["parameters"]["waitingOn"];
                owner?: components["parameters"]["owner"];
                /** @description Only what the user who asks owns, alone or through a group; of what `owner` names, where it names some. */
                owned?: components["parameters"]["owned"];
                system?: components["parameters"]["system"];
                domain?: components["parameters"]["domain"];
                kind?: components["parameters"]["kind"];
                type?: components["parameters"]["type"];
                lifecycle?: components["parameters"]["lifecycle"];
                tag?: components["parameters"]["tag"];
                q?: components["parameters"]["q"];
                sort?: "name" | "owner" | "blocking";
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
            /** @description A page of entities, each with all its gates of the scorecards and environment. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateMatrix"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetTopItems: {
        parameters: {
            query?: {
                scorecard?: components["parameters"]["scorecard"];
                cluster?: components["parameters"]["cluster"];
                verdict?: components["parameters"]["verdict"];
                waitingOn?: components["parameters"]["waitingOn"];
                owner?: components["parameters"]["owner"];
                /** @description Only what the user who asks owns, alone or through a group; of what `owner` names, where it names some. */
                owned?: components["parameters"]["owned"];
                system?: components["parameters"]["system"];
                domain?: components["parameters"]["domain"];
                kind?: components["parameters"]["kind"];
                type?: components["parameters"]["type"];
                lifecycle?: components["parameters"]["lifecycle"];
                tag?: components["parameters"]["tag"];
                q?: components["parameters"]["q"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Items, what blocks most gates first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopItems"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetGatesTrend: {
        parameters: {
            query?: {
                scorecard?: components["parameters"]["scorecard"];
                cluster?: components["parameters"]["cluster"];
                verdict?: components["parameters"]["verdict"];
                waitingOn?: components["parameters"]["waitingOn"];
                owner?: components["parameters"]["owner"];
                /** @description Only what the user who asks owns, alone or through a group; of what `owner` names, where it names some. */
                owned?: components["parameters"]["owned"];
                system?: components["parameters"]["system"];
                domain?: components["parameters"]["domain"];
                kind?: components["parameters"]["kind"];
                type?: components["parameters"]["type"];
                lifecycle?: components["parameters"]["lifecycle"];
                tag?: components["parameters"]["tag"];
                q?: components["parameters"]["q"];
                /** @description How many, today the last. */
                days?: number;
                /** @description Compares with how gates stood at the end of this day, UTC. */
                since?: string;
                /** @description Of the comparison. */
                groupBy?: "scorecard" | "owner" | "system" | "domain" | "kind" | "type" | "lifecycle";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts by day and scorecard, and what changed since then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateTrend"];
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
                /** @description Only what changed of this item, and outages of the clusters where the entity lives. */
                item?: string;
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
    GetReadinessReport: {
        parameters: {
            query?: {
                format?: "json" | "markdown" | "csv";
                /** @description Achievements are what turned to pass since then; absent, in the last seven days. */
                since?: string;
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
            /** @description The report. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadinessReport"];
                    "text/markdown": string;
                    "text/csv": string;
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
    GetAttestations: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                scorecard?: string;
                item?: string;
                status?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first, of entities the caller may read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Attestation"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    CreateAttestation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttestationRequest"];
            };
        };
        responses: {
            /** @description The attestation. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attestation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetAttestation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decision: components["parameters"]["decisionPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The attestation with its trail. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attestation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RevokeAttestation: {
        parameters: {
            query: {
                reason: string;
            };
            header?: never;
            path: {
                decision: components["parameters"]["decisionPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attestation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetApprovals: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                scorecard?: string;
                item?: string;
                status?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first, of entities the caller may read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Approval"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    CreateApproval: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApprovalRequest"];
            };
        };
        responses: {
            /** @description The approval; what was signed is in its snapshot. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetApproval: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decision: components["parameters"]["decisionPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The approval with its trail. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RevokeApproval: {
        parameters: {
            query: {
                reason: string;
            };
            header?: never;
            path: {
                decision: components["parameters"]["decisionPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetWaivers: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                scorecard?: string;
                item?: string;
                status?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first, of entities the caller may read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Waiver"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RequestWaiver: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaiverRequest"];
            };
        };
        responses: {
            /** @description What a dry run would ask for; nothing is stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaiverPreview"];
                };
            };
            /** @description The request, which awaits decision; with break glass it holds at once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Waiver"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetWaiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decision: components["parameters"]["decisionPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The waiver with its trail. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Waiver"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RevokeWaiver: {
        parameters: {
            query: {
                reason: string;
            };
            header?: never;
            path: {
                decision: components["parameters"]["decisionPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it stands now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Waiver"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    DecideWaiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                decision: components["parameters"]["decisionPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaiverDecisionRequest"];
            };
        };
        responses: {
            /** @description The waiver as decided. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Waiver"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetReports: {
        parameters: {
            query?: {
                entityRef?: components["parameters"]["entityRef"];
                type?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first, of entities the caller may read. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Report"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    CreateReport: {
        parameters: {
            query: {
                entityRef: string;
                /** @description The name that checks know it by, such as load-test. */
                type: string;
                runId: string;
                /** @description When the run ended, ISO 8601; not in the future. */
                time: string;
                /** @description May be left out where app-config or the type says it. */
                format?: string;
                environment?: string;
                /** @description All 40 or 64 digits. */
                commit?: string;
                /** @description sha256:… or NAME@sha256:… */
                image?: string;
                link?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A repetition of what is stored already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            /** @description Stored; the items that read it are judged anew. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetQueue: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The most urgent first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queue"];
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
