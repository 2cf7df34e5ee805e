/* Written by scripts/generate-api.mjs from plugins/readiness-backend/src/schema/openapi.yaml. */
export const spec = {
  "openapi": "3.0.3",
  "info": {
    "title": "readiness",
    "version": "1",
    "description": "Gates with evidence: scorecards judged against running clusters. Mounted at `/api/readiness`. Every route needs a Backstage credential; lists hold only entities that the caller may read in the catalog; findings and evidence need `kubernetes.resources.read` besides.",
    "license": {
      "name": "Apache-2.0",
      "url": "http://www.apache.org/licenses/LICENSE-2.0.html"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "security": [
    {},
    {
      "JWT": []
    }
  ],
  "paths": {
    "/scorecards": {
      "get": {
        "operationId": "GetScorecards",
        "summary": "Every scorecard that could be loaded, and what could not.",
        "responses": {
          "200": {
            "description": "Definitions.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecards/{scorecard}": {
      "get": {
        "operationId": "GetScorecard",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardPath"
          }
        ],
        "responses": {
          "200": {
            "description": "One scorecard with its sections and items.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Scorecard"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecards/{scorecard}/evidence": {
      "get": {
        "operationId": "GetScorecardEvidence",
        "summary": "Where the evidence of a scorecard comes from, and what of it cannot be read for want of a kind or a grant.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardPath"
          }
        ],
        "responses": {
          "200": {
            "description": "The checks that its items ask; gaps for those who may read clusters.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardEvidence"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/checks": {
      "get": {
        "operationId": "GetChecks",
        "responses": {
          "200": {
            "description": "The library of checks, with who asks each and for how many entities it is open.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/CheckOverview"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/checks/{check}": {
      "get": {
        "operationId": "GetCheck",
        "parameters": [
          {
            "name": "check",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One check, with the items that ask it.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Check"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/checks/{check}/results": {
      "get": {
        "operationId": "GetCheckResults",
        "summary": "Who does not pass a check, in gates' own verdicts, of entities the caller may read.",
        "parameters": [
          {
            "name": "check",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "name": "result",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "array",
              "maxItems": 4,
              "items": {
                "$ref": "#/components/schemas/OpenResult"
              }
            }
          },
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "name": "severity",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "array",
              "maxItems": 2,
              "items": {
                "$ref": "#/components/schemas/Severity"
              }
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page, what fails first; an entity is on it once for each item that asks the check.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CheckResultPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecards/{scorecard}/items/{item}/impact": {
      "get": {
        "operationId": "GetItemImpact",
        "summary": "Who would be blocked if the item were enforced today, for everybody; of entities the caller may read.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardPath"
          },
          {
            "name": "item",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Counts, and a page of the entities that do not pass; those whose verdict would change first.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ItemImpact"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/gates": {
      "get": {
        "operationId": "GetGates",
        "summary": "Gate states, paged, of entities the caller may read.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "$ref": "#/components/parameters/environment"
          },
          {
            "$ref": "#/components/parameters/cluster"
          },
          {
            "$ref": "#/components/parameters/verdict"
          },
          {
            "$ref": "#/components/parameters/waitingOn"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/owned"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/type"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/tag"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "name": "sort",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "enum": [
                "name",
                "verdict",
                "score",
                "coverage",
                "blocking",
                "owner",
                "changedAt"
              ],
              "default": "name"
            }
          },
          {
            "name": "order",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "asc",
                "desc"
              ],
              "default": "asc"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          },
          {
            "name": "format",
            "in": "query",
            "description": "As CSV all gates that the filters match, in one file, by name; `sort`, `order`, `limit` and `cursor` say nothing then.",
            "schema": {
              "type": "string",
              "enum": [
                "json",
                "csv"
              ],
              "default": "json"
            }
          },
          {
            "name": "blockers",
            "in": "query",
            "description": "Of each gate's own verdict, names up to so many items that keep it from being ready; a page then has at most 50 gates.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 5,
              "default": 0
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of gates.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GatePage"
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/gates/summary": {
      "get": {
        "operationId": "GetGatesSummary",
        "parameters": [
          {
            "name": "groupBy",
            "in": "query",
            "allowReserved": true,
            "description": "By `tag` and by `cluster` a gate counts once for each that it has, by `environment` the verdicts there are counted, by `ownerTree` each group counts what it and the groups below it own.",
            "schema": {
              "type": "string",
              "enum": [
                "scorecard",
                "owner",
                "ownerTree",
                "system",
                "domain",
                "kind",
                "type",
                "lifecycle",
                "tag",
                "environment",
                "cluster"
              ],
              "default": "scorecard"
            }
          },
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "$ref": "#/components/parameters/environment"
          },
          {
            "$ref": "#/components/parameters/cluster"
          },
          {
            "$ref": "#/components/parameters/verdict"
          },
          {
            "$ref": "#/components/parameters/waitingOn"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/owned"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/type"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/tag"
          },
          {
            "$ref": "#/components/parameters/q"
          }
        ],
        "responses": {
          "200": {
            "description": "Counts by group and scorecard.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GateSummary"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/gates/matrix": {
      "get": {
        "operationId": "GetGatesMatrix",
        "summary": "Entities × gates, a page of entities the caller may read; the filters choose entities.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "$ref": "#/components/parameters/environment"
          },
          {
            "$ref": "#/components/parameters/cluster"
          },
          {
            "$ref": "#/components/parameters/verdict"
          },
          {
            "$ref": "#/components/parameters/waitingOn"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/owned"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/type"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/tag"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "name": "sort",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "name",
                "owner",
                "blocking"
              ],
              "default": "name"
            }
          },
          {
            "name": "order",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "asc",
                "desc"
              ],
              "default": "asc"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of entities, each with all its gates of the scorecards and environment.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GateMatrix"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/gates/top-items": {
      "get": {
        "operationId": "GetTopItems",
        "summary": "What is open in most of the gates' own verdicts, of entities the caller may read.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "$ref": "#/components/parameters/cluster"
          },
          {
            "$ref": "#/components/parameters/verdict"
          },
          {
            "$ref": "#/components/parameters/waitingOn"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/owned"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/type"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/tag"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 20
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Items, what blocks most gates first.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TopItems"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/gates/trend": {
      "get": {
        "operationId": "GetGatesTrend",
        "summary": "How the gates that there are now stood, day by day, of entities the caller may read. A gate that is gone is on no day; owner, system and the like are those of today.",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecard"
          },
          {
            "$ref": "#/components/parameters/cluster"
          },
          {
            "$ref": "#/components/parameters/verdict"
          },
          {
            "$ref": "#/components/parameters/waitingOn"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/owned"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/type"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/tag"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "name": "days",
            "in": "query",
            "description": "How many, today the last.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 366,
              "default": 90
            }
          },
          {
            "name": "since",
            "in": "query",
            "description": "Compares with how gates stood at the end of this day, UTC.",
            "schema": {
              "type": "string",
              "format": "date"
            }
          },
          {
            "name": "groupBy",
            "in": "query",
            "description": "Of the comparison.",
            "schema": {
              "type": "string",
              "enum": [
                "scorecard",
                "owner",
                "system",
                "domain",
                "kind",
                "type",
                "lifecycle"
              ],
              "default": "scorecard"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Counts by day and scorecard, and what changed since then.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GateTrend"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}": {
      "get": {
        "operationId": "GetEntityGates",
        "summary": "Every gate of an entity.",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityKind"
          },
          {
            "$ref": "#/components/parameters/entityNamespace"
          },
          {
            "$ref": "#/components/parameters/entityName"
          }
        ],
        "responses": {
          "200": {
            "description": "The gates of the entity; empty where no scorecard applies.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EntityGates"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/scorecards/{scorecard}": {
      "get": {
        "operationId": "GetGateDetail",
        "summary": "Every item of one gate with result, findings, evidence and fix.",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityKind"
          },
          {
            "$ref": "#/components/parameters/entityNamespace"
          },
          {
            "$ref": "#/components/parameters/entityName"
          },
          {
            "$ref": "#/components/parameters/scorecardPath"
          }
        ],
        "responses": {
          "200": {
            "description": "The gate in full.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GateDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/scorecards/{scorecard}/timeline": {
      "get": {
        "operationId": "GetGateTimeline",
        "summary": "What changed, newest first; outages of the entity's clusters included.",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityKind"
          },
          {
            "$ref": "#/components/parameters/entityNamespace"
          },
          {
            "$ref": "#/components/parameters/entityName"
          },
          {
            "$ref": "#/components/parameters/scorecardPath"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          },
          {
            "name": "before",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "item",
            "in": "query",
            "allowReserved": true,
            "description": "Only what changed of this item, and outages of the clusters where the entity lives.",
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Transitions.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Transition"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/scorecards/{scorecard}/report": {
      "get": {
        "operationId": "GetReadinessReport",
        "summary": "The living checklist, with ticks that are true; as Markdown, CSV or JSON.",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityKind"
          },
          {
            "$ref": "#/components/parameters/entityNamespace"
          },
          {
            "$ref": "#/components/parameters/entityName"
          },
          {
            "$ref": "#/components/parameters/scorecardPath"
          },
          {
            "name": "format",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "json",
                "markdown",
                "csv"
              ],
              "default": "json"
            }
          },
          {
            "name": "since",
            "in": "query",
            "allowReserved": true,
            "description": "Achievements are what turned to pass since then; absent, in the last seven days.",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The report.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReadinessReport"
                }
              },
              "text/markdown": {
                "schema": {
                  "type": "string"
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/evaluations": {
      "get": {
        "operationId": "GetEvaluations",
        "summary": "Shards with their last run, and the latest evaluations that somebody asked for.",
        "responses": {
          "200": {
            "description": "Shards and evaluations.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EvaluationOverview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "CreateEvaluation",
        "summary": "Evaluates now. Joins an evaluation of the same shard that is queued already.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "entityRef": {
                    "type": "string",
                    "minLength": 3,
                    "maxLength": 400,
                    "description": "The clusters where this entity lives."
                  },
                  "cluster": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 253
                  }
                }
              }
            }
          }
        },
        "responses": {
          "202": {
            "description": "Asked for; follow each by its id.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Evaluation"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/evaluations/{evaluation}": {
      "get": {
        "operationId": "GetEvaluation",
        "parameters": [
          {
            "name": "evaluation",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          }
        ],
        "responses": {
          "200": {
            "description": "How far it is, and how it ended.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Evaluation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/grants": {
      "get": {
        "operationId": "GetGrants",
        "summary": "The reader account's RBAC, and what is missing on each cluster.",
        "responses": {
          "200": {
            "description": "Manifests and missing grants.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Grants"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/attestations": {
      "get": {
        "operationId": "GetAttestations",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "name": "scorecard",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "name": "item",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "status",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 40
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Newest first, of entities the caller may read.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Attestation"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "CreateAttestation",
        "summary": "Somebody whom the check names says that it is so. People only.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/AttestationRequest"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The attestation.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Attestation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/attestations/{decision}": {
      "get": {
        "operationId": "GetAttestation",
        "parameters": [
          {
            "$ref": "#/components/parameters/decisionPath"
          }
        ],
        "responses": {
          "200": {
            "description": "The attestation with its trail.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Attestation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "RevokeAttestation",
        "summary": "Takes the word back. It stays in the trail.",
        "parameters": [
          {
            "$ref": "#/components/parameters/decisionPath"
          },
          {
            "name": "reason",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 3,
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "As it stands now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Attestation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/approvals": {
      "get": {
        "operationId": "GetApprovals",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "name": "scorecard",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "name": "item",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "status",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 40
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Newest first, of entities the caller may read.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Approval"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "CreateApproval",
        "summary": "A member of the group that the item names signs off, or declines. People only.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ApprovalRequest"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The approval; what was signed is in its snapshot.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Approval"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/approvals/{decision}": {
      "get": {
        "operationId": "GetApproval",
        "parameters": [
          {
            "$ref": "#/components/parameters/decisionPath"
          }
        ],
        "responses": {
          "200": {
            "description": "The approval with its trail.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Approval"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "RevokeApproval",
        "summary": "Takes the signature back. It stays in the trail.",
        "parameters": [
          {
            "$ref": "#/components/parameters/decisionPath"
          },
          {
            "name": "reason",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 3,
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "As it stands now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Approval"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/waivers": {
      "get": {
        "operationId": "GetWaivers",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "name": "scorecard",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "name": "item",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "status",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 40
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Newest first, of entities the caller may read.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Waiver"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "RequestWaiver",
        "summary": "Asks that an open item be accepted until a date, for one entity or for all that a predicate matches now. People only.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/WaiverRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What a dry run would ask for; nothing is stored.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WaiverPreview"
                }
              }
            }
          },
          "201": {
            "description": "The request, which awaits decision; with break glass it holds at once.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Waiver"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/waivers/{decision}": {
      "get": {
        "operationId": "GetWaiver",
        "parameters": [
          {
            "$ref": "#/components/parameters/decisionPath"
          }
        ],
        "responses": {
          "200": {
            "description": "The waiver with its trail.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Waiver"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "RevokeWaiver",
        "summary": "Ends it, or withdraws the request. It stays in the trail.",
        "parameters": [
          {
            "$ref": "#/components/parameters/decisionPath"
          },
          {
            "name": "reason",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 3,
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "As it stands now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Waiver"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/waivers/{decision}/decision": {
      "post": {
        "operationId": "DecideWaiver",
        "summary": "Somebody else, of the group that the scorecard names, approves or denies. Of a broken glass, approving is the review.",
        "parameters": [
          {
            "$ref": "#/components/parameters/decisionPath"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/WaiverDecisionRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The waiver as decided.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Waiver"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/reports": {
      "get": {
        "operationId": "GetReports",
        "parameters": [
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "name": "type",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Newest first, of entities the caller may read.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Report"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "CreateReport",
        "summary": "A tool says what it found. The body is the tool's own file, as it wrote it (gzip allowed); the query says what it is of. Idempotent by `runId`.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 400
            }
          },
          {
            "name": "type",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "description": "The name that checks know it by, such as load-test.",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "runId",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "name": "time",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "description": "When the run ended, ISO 8601; not in the future.",
            "schema": {
              "type": "string",
              "maxLength": 40
            }
          },
          {
            "name": "format",
            "in": "query",
            "allowReserved": true,
            "description": "May be left out where app-config or the type says it.",
            "schema": {
              "type": "string",
              "maxLength": 40
            }
          },
          {
            "name": "environment",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "commit",
            "in": "query",
            "allowReserved": true,
            "description": "All 40 or 64 digits.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "name": "image",
            "in": "query",
            "allowReserved": true,
            "description": "sha256:… or NAME@sha256:…",
            "schema": {
              "type": "string",
              "maxLength": 600
            }
          },
          {
            "name": "link",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A repetition of what is stored already.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Report"
                }
              }
            }
          },
          "201": {
            "description": "Stored; the items that read it are judged anew.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Report"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/queue": {
      "get": {
        "operationId": "GetQueue",
        "summary": "What waits for the caller, to attest, approve, decide or review, and what of theirs is about to expire.",
        "parameters": [
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The most urgent first.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Queue"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/verdicts": {
      "post": {
        "operationId": "CreateVerdict",
        "summary": "What a pipeline asks before it releases.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/VerdictRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The verdict with its reasons, whatever it is; `exitCode` tells a script what to do.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/VerdictAnswer"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "JWT": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT"
      }
    },
    "responses": {
      "Error": {
        "description": "What, where and what to do, in one line.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            }
          }
        }
      }
    },
    "parameters": {
      "entityRef": {
        "name": "entityRef",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "maxLength": 400
        }
      },
      "decisionPath": {
        "name": "decision",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 100
        }
      },
      "scorecardPath": {
        "name": "scorecard",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 200
        }
      },
      "entityKind": {
        "name": "kind",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "entityNamespace": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "entityName": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 253
        }
      },
      "scorecard": {
        "name": "scorecard",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "environment": {
        "name": "environment",
        "in": "query",
        "allowReserved": true,
        "description": "Absent or empty, the gates' own verdicts.",
        "allowEmptyValue": true,
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "cluster": {
        "name": "cluster",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "verdict": {
        "name": "verdict",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 3,
          "items": {
            "$ref": "#/components/schemas/Verdict"
          }
        }
      },
      "waitingOn": {
        "name": "waitingOn",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "type": "array",
          "maxItems": 3,
          "items": {
            "$ref": "#/components/schemas/WaitingOn"
          }
        }
      },
      "owner": {
        "name": "owner",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "owned": {
        "name": "owned",
        "in": "query",
        "description": "Only what the user who asks owns, alone or through a group; of what `owner` names, where it names some.",
        "schema": {
          "type": "boolean",
          "default": false
        }
      },
      "system": {
        "name": "system",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "domain": {
        "name": "domain",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "kind": {
        "name": "kind",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "type": {
        "name": "type",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "lifecycle": {
        "name": "lifecycle",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "tag": {
        "name": "tag",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "q": {
        "name": "q",
        "in": "query",
        "allowReserved": true,
        "schema": {
          "type": "string",
          "maxLength": 200
        }
      }
    },
    "schemas": {
      "Values": {
        "type": "array",
        "maxItems": 100,
        "items": {
          "type": "string",
          "maxLength": 400
        }
      },
      "Verdict": {
        "type": "string",
        "enum": [
          "ready",
          "blocked",
          "incomplete"
        ]
      },
      "WaitingOn": {
        "type": "string",
        "enum": [
          "service",
          "platform",
          "people"
        ]
      },
      "ResultKind": {
        "type": "string",
        "enum": [
          "fail",
          "unknown",
          "pending",
          "waived",
          "pass",
          "notApplicable"
        ]
      },
      "OpenResult": {
        "type": "string",
        "enum": [
          "fail",
          "unknown",
          "pending",
          "waived"
        ]
      },
      "Responsible": {
        "type": "string",
        "enum": [
          "owner",
          "platform",
          "security"
        ]
      },
      "EvidenceKind": {
        "type": "string",
        "enum": [
          "kubernetes",
          "prometheus",
          "catalog",
          "report",
          "attestation",
          "approval"
        ]
      },
      "Severity": {
        "type": "string",
        "enum": [
          "blocking",
          "recommended"
        ]
      },
      "UnknownCause": {
        "type": "string",
        "enum": [
          "unreachable",
          "forbidden",
          "needs-user-credentials",
          "not-configured",
          "query-failed",
          "timeout",
          "stale",
          "malformed",
          "check-error"
        ]
      },
      "Error": {
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            }
          },
          "request": {
            "type": "object",
            "additionalProperties": true
          },
          "response": {
            "type": "object",
            "additionalProperties": true
          }
        }
      },
      "SourceLocation": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "file",
          "line"
        ],
        "properties": {
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer"
          }
        }
      },
      "DefinitionError": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "file",
          "line",
          "message"
        ],
        "properties": {
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "ScorecardList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "errors"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ScorecardListing"
            }
          },
          "errors": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DefinitionError"
            }
          }
        }
      },
      "ScorecardListing": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "title",
          "description",
          "items",
          "blocking",
          "notEvaluated",
          "appliesTo",
          "enforcement"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "items": {
            "type": "integer"
          },
          "blocking": {
            "type": "integer"
          },
          "notEvaluated": {
            "type": "integer",
            "description": "Items whose kind of evidence this version does not evaluate."
          },
          "claim": {
            "type": "string",
            "description": "What the checklist claims of itself as a whole."
          },
          "appliesTo": {
            "type": "object",
            "additionalProperties": true
          },
          "enforcement": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "enforce",
              "partly",
              "warn",
              "shadow"
            ],
            "description": "Items by how they are enforced; those in shadow are counted for the scorecard's owner only.",
            "properties": {
              "enforce": {
                "type": "integer",
                "description": "For everybody."
              },
              "partly": {
                "type": "integer",
                "description": "From a day to come, or for a cohort."
              },
              "warn": {
                "type": "integer"
              },
              "shadow": {
                "type": "integer"
              }
            }
          }
        }
      },
      "ScorecardOverview": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "title",
          "description",
          "items",
          "blocking",
          "notEvaluated"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "items": {
            "type": "integer"
          },
          "blocking": {
            "type": "integer"
          },
          "notEvaluated": {
            "type": "integer",
            "description": "Items whose kind of evidence this version does not evaluate."
          }
        }
      },
      "Enforcement": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "mode"
        ],
        "properties": {
          "mode": {
            "type": "string",
            "enum": [
              "shadow",
              "warn",
              "enforce"
            ]
          },
          "enforceFrom": {
            "type": "string"
          },
          "cohort": {
            "type": "object",
            "additionalProperties": true
          }
        }
      },
      "ScoreTarget": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "score",
          "date"
        ],
        "properties": {
          "score": {
            "type": "number",
            "description": "Percent."
          },
          "date": {
            "type": "string",
            "description": "ISO 8601 date."
          }
        }
      },
      "ComputedView": {
        "type": "string",
        "description": "A part of the report that is computed from the other items.",
        "enum": [
          "report-header",
          "achievements",
          "readiness-score",
          "readiness-status",
          "blocking-issues",
          "nice-to-have",
          "component-table",
          "next-steps",
          "technical-debt",
          "score-history",
          "score-target",
          "key-metrics",
          "timeline-forecast",
          "remediation-commands"
        ]
      },
      "ItemDefinition": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "text",
          "severity",
          "enforcement",
          "scope",
          "checks",
          "responsible",
          "waivable",
          "maxWaiverDays",
          "weight",
          "source"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "enforcement": {
            "$ref": "#/components/schemas/Enforcement"
          },
          "scope": {
            "type": "string",
            "enum": [
              "workload",
              "namespace",
              "cluster",
              "mesh",
              "entity"
            ]
          },
          "checks": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "check",
                "params"
              ],
              "properties": {
                "check": {
                  "type": "string"
                },
                "params": {
                  "type": "object",
                  "additionalProperties": true
                }
              }
            }
          },
          "responsible": {
            "$ref": "#/components/schemas/Responsible"
          },
          "environments": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "waivable": {
            "type": "boolean"
          },
          "maxWaiverDays": {
            "type": "integer"
          },
          "weight": {
            "type": "number"
          },
          "claim": {
            "type": "string",
            "description": "What the checklist itself claims of this line."
          },
          "view": {
            "$ref": "#/components/schemas/ComputedView"
          },
          "notEvaluated": {
            "type": "string"
          },
          "source": {
            "$ref": "#/components/schemas/SourceLocation"
          }
        }
      },
      "Scorecard": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "title",
          "description",
          "appliesTo",
          "gate",
          "sections",
          "revision",
          "source"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "appliesTo": {
            "type": "object",
            "additionalProperties": true
          },
          "expects": {
            "type": "string",
            "enum": [
              "workload"
            ]
          },
          "claim": {
            "type": "string",
            "description": "What the checklist claims of itself as a whole."
          },
          "target": {
            "$ref": "#/components/schemas/ScoreTarget"
          },
          "waiversDecidedBy": {
            "type": "string",
            "description": "Ref of the group that decides on waivers; absent where the owner does."
          },
          "gate": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "onPlatformUnknown"
            ],
            "properties": {
              "onPlatformUnknown": {
                "type": "string",
                "enum": [
                  "hold",
                  "warn"
                ]
              },
              "environments": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "sections": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id",
                "title",
                "items"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "claim": {
                  "type": "string"
                },
                "items": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/ItemDefinition"
                  }
                }
              }
            }
          },
          "revision": {
            "type": "string"
          },
          "source": {
            "$ref": "#/components/schemas/SourceLocation"
          }
        }
      },
      "Check": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "title",
          "why",
          "fix",
          "area",
          "responsible",
          "settle",
          "grant",
          "params",
          "evidence",
          "revision",
          "source",
          "uses"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "why": {
            "type": "string"
          },
          "fix": {
            "type": "string"
          },
          "area": {
            "type": "string"
          },
          "responsible": {
            "$ref": "#/components/schemas/Responsible"
          },
          "settle": {
            "type": "string"
          },
          "maxAge": {
            "type": "string"
          },
          "grant": {
            "type": "string",
            "enum": [
              "default",
              "extended"
            ]
          },
          "params": {
            "type": "object",
            "additionalProperties": {
              "type": "object",
              "additionalProperties": true
            }
          },
          "evidence": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "kind",
                "reads"
              ],
              "properties": {
                "kind": {
                  "$ref": "#/components/schemas/EvidenceKind"
                },
                "each": {
                  "type": "string"
                },
                "reads": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "expression": {
                  "type": "string"
                },
                "where": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": [
                      "rule",
                      "expression"
                    ],
                    "properties": {
                      "rule": {
                        "type": "string"
                      },
                      "expression": {
                        "type": "string"
                      }
                    }
                  }
                },
                "queries": {
                  "type": "array",
                  "description": "Of Prometheus; what is asked, by the names that the expression uses.",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": [
                      "name",
                      "query"
                    ],
                    "properties": {
                      "name": {
                        "type": "string"
                      },
                      "query": {
                        "type": "string",
                        "description": "PromQL, with `${…}` for names of the subject and params."
                      },
                      "range": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": [
                          "window",
                          "step"
                        ],
                        "description": "ISO 8601 durations; absent for an instant query.",
                        "properties": {
                          "window": {
                            "type": "string"
                          },
                          "step": {
                            "type": "string"
                          }
                        }
                      }
                    }
                  }
                },
                "noData": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "result",
                    "rule"
                  ],
                  "description": "Of Prometheus; what it means that there is no data of the subject.",
                  "properties": {
                    "result": {
                      "type": "string",
                      "enum": [
                        "notApplicable",
                        "fail",
                        "unknown",
                        "fallback"
                      ]
                    },
                    "rule": {
                      "type": "string"
                    }
                  }
                },
                "minHistory": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "period",
                    "result",
                    "rule"
                  ],
                  "description": "Of Prometheus; what it means that the data does not reach back so far.",
                  "properties": {
                    "period": {
                      "type": "string",
                      "description": "ISO 8601 duration."
                    },
                    "result": {
                      "type": "string",
                      "enum": [
                        "notApplicable",
                        "fail",
                        "unknown",
                        "fallback"
                      ]
                    },
                    "rule": {
                      "type": "string"
                    }
                  }
                },
                "reportType": {
                  "type": "string",
                  "description": "Of a report; the type that it is sent under."
                },
                "by": {
                  "type": "string",
                  "description": "Of an attestation or approval: `owner`, an entity ref, or the param that names one."
                },
                "statement": {
                  "type": "string",
                  "description": "Of an attestation; what is attested."
                },
                "validFor": {
                  "type": "string",
                  "description": "ISO 8601 duration; how long a word or report holds."
                },
                "linkRequired": {
                  "type": "boolean"
                },
                "lapsesOn": {
                  "type": "array",
                  "items": {
                    "type": "string",
                    "enum": [
                      "newImage",
                      "ownerChanged"
                    ]
                  }
                },
                "notEvaluated": {
                  "type": "string"
                }
              }
            }
          },
          "revision": {
            "type": "string"
          },
          "source": {
            "$ref": "#/components/schemas/SourceLocation"
          },
          "uses": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CheckUse"
            }
          }
        }
      },
      "CheckUse": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "scorecard",
          "item"
        ],
        "description": "An item that asks a check; one in shadow for its scorecard's owner only.",
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardName"
          },
          "item": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "id",
              "text",
              "severity",
              "enforcement"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "text": {
                "type": "string"
              },
              "severity": {
                "$ref": "#/components/schemas/Severity"
              },
              "enforcement": {
                "$ref": "#/components/schemas/Enforcement"
              },
              "notEvaluated": {
                "type": "string"
              }
            }
          }
        }
      },
      "CheckOverview": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "title",
          "area",
          "responsible",
          "grant",
          "evidence",
          "scorecards",
          "open"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "area": {
            "type": "string"
          },
          "responsible": {
            "$ref": "#/components/schemas/Responsible"
          },
          "grant": {
            "type": "string",
            "enum": [
              "default",
              "extended"
            ]
          },
          "evidence": {
            "type": "array",
            "description": "In the order that it is asked.",
            "items": {
              "$ref": "#/components/schemas/EvidenceKind"
            }
          },
          "scorecards": {
            "type": "array",
            "description": "Those that ask it.",
            "items": {
              "$ref": "#/components/schemas/ScorecardName"
            }
          },
          "open": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "fail",
              "unknown",
              "pending",
              "waived"
            ],
            "description": "Entities that the caller may read, by result in their gates' own verdicts.",
            "properties": {
              "fail": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              },
              "pending": {
                "type": "integer"
              },
              "waived": {
                "type": "integer"
              }
            }
          }
        }
      },
      "ScorecardEvidence": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "checks"
        ],
        "properties": {
          "checks": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id",
                "title",
                "evidence",
                "granted"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "granted": {
                  "type": "boolean",
                  "description": "False where it needs the extended grant, which is not given."
                },
                "evidence": {
                  "type": "array",
                  "description": "In the order that it is asked.",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": [
                      "kind",
                      "reads"
                    ],
                    "properties": {
                      "kind": {
                        "$ref": "#/components/schemas/EvidenceKind"
                      },
                      "each": {
                        "type": "string",
                        "description": "What is asked one by one."
                      },
                      "reads": {
                        "type": "array",
                        "description": "Resources of Kubernetes besides.",
                        "items": {
                          "type": "string"
                        }
                      },
                      "reportType": {
                        "type": "string"
                      },
                      "notEvaluated": {
                        "type": "string"
                      }
                    }
                  }
                }
              }
            }
          },
          "gaps": {
            "type": "array",
            "description": "For those who may read clusters; absent for others.",
            "items": {
              "$ref": "#/components/schemas/EvidenceGap"
            }
          }
        }
      },
      "EvidenceGap": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "check",
          "cluster",
          "resource",
          "cause",
          "namespaces"
        ],
        "properties": {
          "check": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "resource": {
            "type": "string",
            "description": "`prometheus` where that is what is missing."
          },
          "cause": {
            "type": "string",
            "enum": [
              "notServed",
              "forbidden",
              "needs-user-credentials"
            ]
          },
          "namespaces": {
            "type": "array",
            "description": "The first 100 of those that may not be read; empty where it is the whole cluster.",
            "items": {
              "type": "string"
            }
          },
          "moreNamespaces": {
            "type": "integer",
            "description": "How many more there are."
          }
        }
      },
      "Score": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "low",
          "high"
        ],
        "properties": {
          "value": {
            "type": "number",
            "description": "Percent; absent while nothing passed or failed."
          },
          "low": {
            "type": "number"
          },
          "high": {
            "type": "number"
          }
        }
      },
      "Coverage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "applicable",
          "machineRead",
          "stated"
        ],
        "properties": {
          "applicable": {
            "type": "integer"
          },
          "machineRead": {
            "type": "integer"
          },
          "stated": {
            "type": "integer"
          }
        }
      },
      "ResultCounts": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "fail",
          "unknown",
          "pending",
          "waived",
          "pass",
          "notApplicable"
        ],
        "properties": {
          "fail": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          },
          "pending": {
            "type": "integer"
          },
          "waived": {
            "type": "integer"
          },
          "pass": {
            "type": "integer"
          },
          "notApplicable": {
            "type": "integer"
          }
        }
      },
      "GateState": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "verdict",
          "waitingOn",
          "score",
          "coverage",
          "counts",
          "blocking",
          "notEvaluated"
        ],
        "properties": {
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "waitingOn": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WaitingOn"
            }
          },
          "score": {
            "$ref": "#/components/schemas/Score"
          },
          "coverage": {
            "$ref": "#/components/schemas/Coverage"
          },
          "counts": {
            "$ref": "#/components/schemas/ResultCounts"
          },
          "blocking": {
            "type": "integer"
          },
          "notEvaluated": {
            "type": "integer"
          },
          "nextChangeAt": {
            "type": "string"
          }
        }
      },
      "EntitySummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "kind",
          "namespace",
          "name",
          "tags"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "lifecycle": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "system": {
            "type": "string"
          },
          "domain": {
            "type": "string"
          },
          "tags": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "GateListing": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entity",
          "scorecard",
          "environment",
          "state",
          "changedAt"
        ],
        "properties": {
          "entity": {
            "$ref": "#/components/schemas/EntitySummary"
          },
          "scorecard": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "id",
              "title"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "title": {
                "type": "string"
              }
            }
          },
          "environment": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/GateState"
          },
          "changedAt": {
            "type": "string"
          },
          "blocking": {
            "type": "array",
            "description": "Where `blockers` asks for it, what blocks, first what mends most.",
            "items": {
              "$ref": "#/components/schemas/BlockingItem"
            }
          }
        }
      },
      "GatePage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/GateListing"
            }
          },
          "total": {
            "type": "integer"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "ScorecardName": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "title"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          }
        }
      },
      "CheckResult": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entity",
          "scorecard",
          "item",
          "result",
          "enforced",
          "holds"
        ],
        "properties": {
          "entity": {
            "$ref": "#/components/schemas/EntitySummary"
          },
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardName"
          },
          "item": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "id",
              "text",
              "severity"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "text": {
                "type": "string"
              },
              "severity": {
                "$ref": "#/components/schemas/Severity"
              }
            }
          },
          "result": {
            "$ref": "#/components/schemas/OpenResult"
          },
          "enforced": {
            "type": "boolean",
            "description": "Whether the item is enforced for this entity now."
          },
          "holds": {
            "type": "boolean",
            "description": "Whether the item keeps the gate of this entity from being ready."
          }
        }
      },
      "CheckResultPage": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "counts",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CheckResult"
            }
          },
          "counts": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "fail",
              "unknown",
              "pending",
              "waived"
            ],
            "description": "With the other filters, whatever `result` asks for.",
            "properties": {
              "fail": {
                "type": "integer"
              },
              "unknown": {
                "type": "integer"
              },
              "pending": {
                "type": "integer"
              },
              "waived": {
                "type": "integer"
              }
            }
          },
          "total": {
            "type": "integer"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "ItemImpact": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "scorecard",
          "item",
          "judged",
          "passing",
          "wouldBlock",
          "alreadyBlocked",
          "wouldHold",
          "alreadyHeld",
          "waived",
          "withoutEffect",
          "entities"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardName"
          },
          "item": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "id",
              "text",
              "severity",
              "enforcement"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "text": {
                "type": "string"
              },
              "severity": {
                "$ref": "#/components/schemas/Severity"
              },
              "enforcement": {
                "$ref": "#/components/schemas/Enforcement"
              },
              "notEvaluated": {
                "type": "string",
                "description": "Why nobody is asked; then nobody passes either."
              }
            }
          },
          "judged": {
            "type": "integer",
            "description": "Entities that the scorecard judges. The other numbers are parts of it."
          },
          "passing": {
            "type": "integer",
            "description": "The item passes, or does not apply."
          },
          "wouldBlock": {
            "type": "integer",
            "description": "It fails, and nothing else blocks the gate."
          },
          "alreadyBlocked": {
            "type": "integer",
            "description": "It fails, and something else blocks the gate anyway."
          },
          "wouldHold": {
            "type": "integer",
            "description": "It is unknown or pending, and the gate is ready without it."
          },
          "alreadyHeld": {
            "type": "integer",
            "description": "It is unknown or pending, and the gate is not ready anyway."
          },
          "waived": {
            "type": "integer"
          },
          "withoutEffect": {
            "type": "integer",
            "description": "It is open, but recommended for the entity, or unknown where the gate only warns of that."
          },
          "entities": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "items",
              "total"
            ],
            "properties": {
              "items": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/ImpactedEntity"
                }
              },
              "total": {
                "type": "integer"
              },
              "nextCursor": {
                "type": "string"
              }
            }
          }
        }
      },
      "ImpactedEntity": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entity",
          "result",
          "effect",
          "verdict",
          "after"
        ],
        "properties": {
          "entity": {
            "$ref": "#/components/schemas/EntitySummary"
          },
          "result": {
            "$ref": "#/components/schemas/OpenResult"
          },
          "effect": {
            "type": "string",
            "enum": [
              "wouldBlock",
              "alreadyBlocked",
              "wouldHold",
              "alreadyHeld",
              "waived",
              "withoutEffect"
            ]
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "after": {
            "description": "The verdict if the item were enforced.",
            "allOf": [
              {
                "$ref": "#/components/schemas/Verdict"
              }
            ]
          }
        }
      },
      "GateSummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "groups"
        ],
        "properties": {
          "groups": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "group",
                "scorecard",
                "ready",
                "blocked",
                "incomplete",
                "scored"
              ],
              "properties": {
                "group": {
                  "type": "string",
                  "description": "Empty where an entity has none."
                },
                "scorecard": {
                  "type": "string"
                },
                "ready": {
                  "type": "integer"
                },
                "blocked": {
                  "type": "integer"
                },
                "incomplete": {
                  "type": "integer"
                },
                "scored": {
                  "type": "integer",
                  "description": "Gates that have a score."
                },
                "meanScore": {
                  "type": "number"
                }
              }
            }
          },
          "parents": {
            "type": "object",
            "description": "Of `ownerTree`, the groups directly above each that has some and that the caller may read.",
            "additionalProperties": {
              "type": "array",
              "items": {
                "type": "string"
              }
            }
          }
        }
      },
      "GateMatrix": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "total"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "entity",
                "gates"
              ],
              "properties": {
                "entity": {
                  "$ref": "#/components/schemas/EntitySummary"
                },
                "gates": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": [
                      "scorecard",
                      "state",
                      "changedAt"
                    ],
                    "properties": {
                      "scorecard": {
                        "type": "string"
                      },
                      "state": {
                        "$ref": "#/components/schemas/GateState"
                      },
                      "changedAt": {
                        "type": "string"
                      }
                    }
                  }
                }
              }
            }
          },
          "total": {
            "type": "integer",
            "description": "Entities."
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "TopItem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "scorecard",
          "item",
          "checks",
          "blocks",
          "fail",
          "unknown",
          "pending",
          "waived"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardName"
          },
          "item": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "id",
              "text",
              "severity"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "text": {
                "type": "string"
              },
              "severity": {
                "$ref": "#/components/schemas/Severity"
              }
            }
          },
          "checks": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ScorecardName"
            }
          },
          "blocks": {
            "type": "integer",
            "description": "Gates that it keeps from being ready by failing."
          },
          "fail": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          },
          "pending": {
            "type": "integer"
          },
          "waived": {
            "type": "integer"
          }
        }
      },
      "TopItems": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "gates"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TopItem"
            }
          },
          "gates": {
            "type": "integer",
            "description": "All gates that the filters match."
          }
        }
      },
      "VerdictCounts": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "ready",
          "blocked",
          "incomplete",
          "scored"
        ],
        "properties": {
          "ready": {
            "type": "integer"
          },
          "blocked": {
            "type": "integer"
          },
          "incomplete": {
            "type": "integer"
          },
          "scored": {
            "type": "integer",
            "description": "Gates that have a score."
          },
          "meanScore": {
            "type": "number"
          }
        }
      },
      "TrendDay": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "day",
          "scorecard",
          "ready",
          "blocked",
          "incomplete",
          "scored"
        ],
        "properties": {
          "day": {
            "type": "string",
            "format": "date"
          },
          "scorecard": {
            "type": "string"
          },
          "ready": {
            "type": "integer"
          },
          "blocked": {
            "type": "integer"
          },
          "incomplete": {
            "type": "integer"
          },
          "scored": {
            "type": "integer"
          },
          "meanScore": {
            "type": "number"
          }
        }
      },
      "TrendChange": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cause",
          "gates",
          "net"
        ],
        "properties": {
          "cause": {
            "type": "string",
            "description": "What last brought the gates where they stand; `new`, they were not judged then.",
            "enum": [
              "service",
              "definition",
              "decision",
              "expiry",
              "platform",
              "new"
            ]
          },
          "gates": {
            "type": "integer",
            "description": "How many it turned."
          },
          "net": {
            "type": "object",
            "additionalProperties": false,
            "description": "By how much it changed each count.",
            "required": [
              "ready",
              "blocked",
              "incomplete"
            ],
            "properties": {
              "ready": {
                "type": "integer"
              },
              "blocked": {
                "type": "integer"
              },
              "incomplete": {
                "type": "integer"
              }
            }
          }
        }
      },
      "TrendComparison": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "group",
          "then",
          "now",
          "changes"
        ],
        "properties": {
          "group": {
            "type": "string",
            "description": "Empty where an entity has none."
          },
          "then": {
            "$ref": "#/components/schemas/VerdictCounts"
          },
          "now": {
            "$ref": "#/components/schemas/VerdictCounts"
          },
          "changes": {
            "type": "array",
            "description": "The nets of all causes add up to `now` less `then`.",
            "items": {
              "$ref": "#/components/schemas/TrendChange"
            }
          }
        }
      },
      "GateTrend": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "days"
        ],
        "properties": {
          "days": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TrendDay"
            }
          },
          "comparison": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "since",
              "groupBy",
              "groups"
            ],
            "properties": {
              "since": {
                "type": "string",
                "format": "date"
              },
              "groupBy": {
                "type": "string"
              },
              "groups": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/TrendComparison"
                }
              }
            }
          }
        }
      },
      "ClusterFreshness": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "observedAt": {
            "type": "string",
            "description": "When everything that the gate needs was last read completely."
          },
          "failing": {
            "type": "array",
            "description": "Reads that fail now.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "resource",
                "namespace",
                "cause",
                "message",
                "since"
              ],
              "properties": {
                "resource": {
                  "type": "string"
                },
                "namespace": {
                  "type": "string"
                },
                "cause": {
                  "$ref": "#/components/schemas/UnknownCause"
                },
                "message": {
                  "type": "string"
                },
                "since": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "EnvironmentGate": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "environment",
          "gated",
          "state"
        ],
        "properties": {
          "environment": {
            "type": "string"
          },
          "gated": {
            "type": "boolean",
            "description": "Whether the gate's own verdict spans it."
          },
          "state": {
            "$ref": "#/components/schemas/GateState"
          }
        }
      },
      "GateOverview": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "scorecard",
          "own",
          "environments",
          "blocking",
          "trend"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardOverview"
          },
          "own": {
            "$ref": "#/components/schemas/GateState"
          },
          "environments": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EnvironmentGate"
            }
          },
          "blocking": {
            "type": "array",
            "description": "What blocks, at most five, first what mends most.",
            "items": {
              "$ref": "#/components/schemas/BlockingItem"
            }
          },
          "changedAt": {
            "type": "string"
          },
          "trend": {
            "type": "array",
            "description": "The score at the end of each day on which it changed, the oldest first; of thirteen weeks, and the last before them.",
            "items": {
              "$ref": "#/components/schemas/TrendPoint"
            }
          }
        }
      },
      "TrendPoint": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "day"
        ],
        "properties": {
          "day": {
            "type": "string"
          },
          "value": {
            "type": "number",
            "description": "Percent; absent: nothing counted."
          }
        }
      },
      "BlockingItem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "item",
          "text",
          "result"
        ],
        "properties": {
          "item": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "result": {
            "$ref": "#/components/schemas/ResultKind"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "EntityGates": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "gates",
          "clusters"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "gates": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/GateOverview"
            }
          },
          "clusters": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterFreshness"
            }
          }
        }
      },
      "Finding": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "environment",
          "kind",
          "name",
          "message"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "container": {
            "type": "string"
          },
          "path": {
            "type": "string"
          },
          "found": {
            "type": "string"
          },
          "wanted": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "Answer": {
        "type": "object",
        "additionalProperties": false,
        "description": "One result of one check in one cluster and environment.",
        "required": [
          "check",
          "cluster",
          "environment",
          "result"
        ],
        "properties": {
          "check": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "result": {
            "$ref": "#/components/schemas/ResultKind"
          },
          "cause": {
            "type": "string",
            "description": "Of unknown and pending."
          },
          "underlying": {
            "$ref": "#/components/schemas/UnknownCause"
          },
          "message": {
            "type": "string",
            "description": "Of unknown and pending; the rule of notApplicable."
          },
          "stated": {
            "type": "boolean"
          },
          "findings": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "findingsTotal": {
            "type": "integer"
          },
          "settlesAt": {
            "type": "string",
            "description": "Until then the fail shows as changing and does not count."
          },
          "settled": {
            "$ref": "#/components/schemas/ResultKind"
          },
          "until": {
            "type": "string",
            "description": "When a word or report that answers it lapses by itself."
          },
          "waiver": {
            "$ref": "#/components/schemas/WaiverRef"
          },
          "covers": {
            "type": "string",
            "enum": [
              "fail",
              "unknown",
              "pending"
            ],
            "description": "What a waiver covers; its findings stand beside."
          },
          "observedAt": {
            "type": "string"
          },
          "since": {
            "type": "string"
          },
          "staleAt": {
            "type": "string"
          },
          "standingIn": {
            "type": "object",
            "additionalProperties": false,
            "description": "The last read failed; an earlier result stands.",
            "required": [
              "cause",
              "message",
              "since"
            ],
            "properties": {
              "cause": {
                "$ref": "#/components/schemas/UnknownCause"
              },
              "message": {
                "type": "string"
              },
              "since": {
                "type": "string"
              }
            }
          }
        }
      },
      "ItemView": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "text",
          "severity",
          "enforcement",
          "enforced",
          "scope",
          "responsible",
          "weight",
          "result",
          "changing",
          "waitingOn",
          "holds",
          "answers",
          "checks"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "enforcement": {
            "$ref": "#/components/schemas/Enforcement"
          },
          "enforced": {
            "type": "boolean",
            "description": "Whether it can block this entity today."
          },
          "scope": {
            "type": "string",
            "enum": [
              "workload",
              "namespace",
              "cluster",
              "mesh",
              "entity"
            ]
          },
          "responsible": {
            "$ref": "#/components/schemas/Responsible"
          },
          "weight": {
            "type": "number",
            "description": "What it counts in the score."
          },
          "result": {
            "$ref": "#/components/schemas/ResultKind"
          },
          "changing": {
            "type": "boolean"
          },
          "waitingOn": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WaitingOn"
            }
          },
          "holds": {
            "type": "boolean",
            "description": "Whether it keeps the gate's own verdict from being ready now."
          },
          "claim": {
            "type": "string"
          },
          "view": {
            "$ref": "#/components/schemas/ComputedView"
          },
          "notEvaluated": {
            "type": "string"
          },
          "answers": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Answer"
            }
          },
          "asks": {
            "type": "array",
            "description": "Whose word the item takes, open or given.",
            "items": {
              "$ref": "#/components/schemas/Ask"
            }
          },
          "waiving": {
            "type": "object",
            "additionalProperties": false,
            "description": "Absent where the item cannot be waived.",
            "required": [
              "maxDays",
              "mayRequest"
            ],
            "properties": {
              "maxDays": {
                "type": "integer"
              },
              "decidedBy": {
                "type": "string",
                "description": "Ref of the group that decides; absent where the scorecard names none."
              },
              "mayRequest": {
                "type": "boolean"
              }
            }
          },
          "attestations": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Attestation"
            }
          },
          "approvals": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Approval"
            }
          },
          "waivers": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Waiver"
            }
          },
          "reports": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Report"
            }
          },
          "checks": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id",
                "title",
                "why",
                "fix",
                "reads",
                "evidence"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "why": {
                  "type": "string"
                },
                "fix": {
                  "type": "string",
                  "description": "Markdown."
                },
                "reads": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "evidence": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/EvidenceKind"
                  }
                }
              }
            }
          }
        }
      },
      "GateDetail": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "scorecard",
          "own",
          "onPlatformUnknown",
          "environments",
          "sections",
          "clusters",
          "redacted"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardOverview"
          },
          "own": {
            "$ref": "#/components/schemas/GateState"
          },
          "onPlatformUnknown": {
            "type": "string",
            "enum": [
              "hold",
              "warn"
            ]
          },
          "claim": {
            "type": "string",
            "description": "What the checklist claims of itself as a whole."
          },
          "target": {
            "$ref": "#/components/schemas/ScoreTarget"
          },
          "changedAt": {
            "type": "string"
          },
          "environments": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EnvironmentGate"
            }
          },
          "sections": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id",
                "title",
                "items"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "claim": {
                  "type": "string"
                },
                "items": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/ItemView"
                  }
                }
              }
            }
          },
          "clusters": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterFreshness"
            }
          },
          "redacted": {
            "type": "boolean",
            "description": "Findings are left out: the caller lacks kubernetes.resources.read."
          }
        }
      },
      "Transition": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "at",
          "cluster",
          "environment",
          "from",
          "to",
          "cause",
          "evidence"
        ],
        "properties": {
          "at": {
            "type": "string"
          },
          "item": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "cause": {
            "type": "string",
            "enum": [
              "service",
              "definition",
              "decision",
              "expiry",
              "platform"
            ]
          },
          "evidence": {
            "type": "object",
            "additionalProperties": true
          },
          "endedAt": {
            "type": "string"
          }
        }
      },
      "ReportItem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "text",
          "ticked",
          "severity",
          "enforced",
          "responsible",
          "result",
          "stated",
          "changing"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "claim": {
            "type": "string"
          },
          "view": {
            "$ref": "#/components/schemas/ComputedView"
          },
          "ticked": {
            "type": "boolean",
            "description": "Passed, or does not apply; never for waived."
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "enforced": {
            "type": "boolean"
          },
          "responsible": {
            "$ref": "#/components/schemas/Responsible"
          },
          "result": {
            "$ref": "#/components/schemas/ResultKind"
          },
          "stated": {
            "type": "boolean",
            "description": "Answered by people or reports alone."
          },
          "changing": {
            "type": "boolean"
          },
          "why": {
            "type": "string",
            "description": "What is missing: a finding, a cause, a rule, a waiver and its end."
          },
          "observedAt": {
            "type": "string",
            "description": "When the oldest evidence was read."
          },
          "notEvaluated": {
            "type": "string"
          }
        }
      },
      "ReportSection": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "title",
          "status",
          "score",
          "answered",
          "counts",
          "items"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "claim": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "complete",
              "partial",
              "pending",
              "empty"
            ],
            "description": "complete: everything that applies passed; pending: nothing did; empty: nothing applies."
          },
          "score": {
            "$ref": "#/components/schemas/Score"
          },
          "answered": {
            "type": "number",
            "description": "Percent of the items that apply which fresh evidence answers."
          },
          "counts": {
            "$ref": "#/components/schemas/ResultCounts"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReportItem"
            }
          }
        }
      },
      "OpenItem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "text",
          "section",
          "severity",
          "result",
          "why",
          "waitingOn",
          "worth"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "section": {
            "type": "string"
          },
          "severity": {
            "$ref": "#/components/schemas/Severity"
          },
          "result": {
            "$ref": "#/components/schemas/ResultKind"
          },
          "why": {
            "type": "string"
          },
          "waitingOn": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WaitingOn"
            }
          },
          "worth": {
            "type": "number",
            "description": "Points of the score that it holds back."
          },
          "due": {
            "type": "string",
            "description": "ISO 8601 date: when it starts to block, or its waiver ends."
          },
          "commands": {
            "type": "string",
            "description": "Markdown: how to mend it, with the names of what fails."
          }
        }
      },
      "ScorePoint": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "day",
          "verdict",
          "score"
        ],
        "properties": {
          "day": {
            "type": "string"
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "score": {
            "$ref": "#/components/schemas/Score"
          },
          "coverage": {
            "type": "number",
            "description": "0 to 1."
          }
        }
      },
      "ReadinessReport": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "scorecard",
          "at",
          "since",
          "own",
          "sections",
          "achievements",
          "blocking",
          "niceToHave",
          "nextSteps",
          "technicalDebt",
          "progression",
          "metrics",
          "redacted"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "scorecard": {
            "$ref": "#/components/schemas/ScorecardOverview"
          },
          "at": {
            "type": "string"
          },
          "since": {
            "type": "string"
          },
          "claim": {
            "type": "string"
          },
          "own": {
            "$ref": "#/components/schemas/GateState"
          },
          "sections": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReportSection"
            }
          },
          "achievements": {
            "type": "array",
            "description": "Items that turned to pass since, and still do.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id",
                "text",
                "at"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "text": {
                  "type": "string"
                },
                "at": {
                  "type": "string"
                }
              }
            }
          },
          "blocking": {
            "type": "array",
            "description": "Blocking items that fail or are open.",
            "items": {
              "$ref": "#/components/schemas/OpenItem"
            }
          },
          "niceToHave": {
            "type": "array",
            "description": "Recommended items that fail or are open.",
            "items": {
              "$ref": "#/components/schemas/OpenItem"
            }
          },
          "nextSteps": {
            "type": "array",
            "description": "What fails or is open, the most urgent first.",
            "items": {
              "$ref": "#/components/schemas/OpenItem"
            }
          },
          "technicalDebt": {
            "type": "object",
            "additionalProperties": false,
            "description": "Critical: it blocks. Important: it will block, is open, or is waived. Future: recommended.",
            "required": [
              "critical",
              "important",
              "future"
            ],
            "properties": {
              "critical": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/OpenItem"
                }
              },
              "important": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/OpenItem"
                }
              },
              "future": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/OpenItem"
                }
              }
            }
          },
          "progression": {
            "type": "array",
            "description": "The last day of each week on which the gate changed, the oldest first.",
            "items": {
              "$ref": "#/components/schemas/ScorePoint"
            }
          },
          "target": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "score",
              "date",
              "state"
            ],
            "properties": {
              "score": {
                "type": "number"
              },
              "date": {
                "type": "string"
              },
              "state": {
                "type": "string",
                "enum": [
                  "reached",
                  "onTrack",
                  "behind",
                  "missed",
                  "tooEarly"
                ],
                "description": "tooEarly: fewer than two weeks of history."
              },
              "forecast": {
                "type": "string",
                "description": "ISO 8601 date at which it is reached, if it goes on as it went."
              }
            }
          },
          "metrics": {
            "type": "array",
            "description": "Items that are measured, with what was measured where it is known.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id",
                "text",
                "result",
                "source"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "text": {
                  "type": "string"
                },
                "result": {
                  "$ref": "#/components/schemas/ResultKind"
                },
                "found": {
                  "type": "string"
                },
                "wanted": {
                  "type": "string"
                },
                "source": {
                  "type": "string",
                  "enum": [
                    "prometheus",
                    "report"
                  ]
                },
                "observedAt": {
                  "type": "string"
                }
              }
            }
          },
          "redacted": {
            "type": "boolean"
          }
        }
      },
      "RunSummary": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "startedAt",
          "finishedAt",
          "durationMs",
          "outcome",
          "entities",
          "objects",
          "requests",
          "changed",
          "errors"
        ],
        "properties": {
          "startedAt": {
            "type": "string"
          },
          "finishedAt": {
            "type": "string"
          },
          "durationMs": {
            "type": "number"
          },
          "outcome": {
            "type": "string",
            "enum": [
              "succeeded",
              "failed"
            ]
          },
          "entities": {
            "type": "integer"
          },
          "objects": {
            "type": "integer"
          },
          "requests": {
            "type": "integer"
          },
          "changed": {
            "type": "integer"
          },
          "message": {
            "type": "string"
          },
          "errors": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "resource",
                "namespace",
                "cause",
                "message"
              ],
              "properties": {
                "resource": {
                  "type": "string"
                },
                "namespace": {
                  "type": "string"
                },
                "cause": {
                  "$ref": "#/components/schemas/UnknownCause"
                },
                "message": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "Evaluation": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "shard",
          "status",
          "requestedAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "shard": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "queued",
              "running",
              "succeeded",
              "failed"
            ]
          },
          "requestedAt": {
            "type": "string"
          },
          "startedAt": {
            "type": "string"
          },
          "finishedAt": {
            "type": "string"
          },
          "step": {
            "type": "string"
          },
          "done": {
            "type": "integer"
          },
          "total": {
            "type": "integer"
          },
          "run": {
            "$ref": "#/components/schemas/RunSummary"
          }
        }
      },
      "EvaluationOverview": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "shards",
          "evaluations"
        ],
        "properties": {
          "shards": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id",
                "nextAt",
                "running"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "nextAt": {
                  "type": "string"
                },
                "running": {
                  "type": "boolean"
                },
                "lastRun": {
                  "$ref": "#/components/schemas/RunSummary"
                }
              }
            }
          },
          "evaluations": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Evaluation"
            }
          }
        }
      },
      "Grants": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "manifests",
          "missing"
        ],
        "properties": {
          "manifests": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "default",
              "extended"
            ],
            "properties": {
              "default": {
                "type": "string",
                "description": "YAML."
              },
              "extended": {
                "type": "string",
                "description": "YAML."
              }
            }
          },
          "missing": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "cluster",
                "resource",
                "namespace",
                "message"
              ],
              "properties": {
                "cluster": {
                  "type": "string"
                },
                "resource": {
                  "type": "string"
                },
                "namespace": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "VerdictRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "scorecard"
        ],
        "properties": {
          "entityRef": {
            "type": "string",
            "minLength": 3,
            "maxLength": 400
          },
          "scorecard": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "environment": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "maxAge": {
            "type": "string",
            "maxLength": 40,
            "description": "ISO 8601 duration. Evidence older than this counts as unknown (stale)."
          },
          "image": {
            "type": "string",
            "minLength": 1,
            "maxLength": 600,
            "description": "The candidate, by digest. What runs where it is promoted from is judged, with reports and words that are of it."
          },
          "commit": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "description": "The candidate, by its full commit; of image and commit at most one."
          },
          "promotedFrom": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63,
            "description": "Environment where the candidate runs already; may be left out where the entity has one that is not gated."
          }
        }
      },
      "VerdictReason": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "item",
          "text",
          "result",
          "responsible"
        ],
        "properties": {
          "item": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "result": {
            "$ref": "#/components/schemas/ResultKind"
          },
          "cause": {
            "type": "string"
          },
          "responsible": {
            "$ref": "#/components/schemas/Responsible"
          },
          "message": {
            "type": "string"
          },
          "findings": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "findingsTotal": {
            "type": "integer"
          }
        }
      },
      "VerdictAnswer": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "scorecard",
          "environment",
          "exitCode",
          "reasons",
          "waivers",
          "message"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "scorecard": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "waitingOn": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WaitingOn"
            }
          },
          "exitCode": {
            "type": "integer",
            "enum": [
              0,
              1,
              2,
              3,
              4
            ],
            "description": "0 ready; 1 blocked; 2 incomplete, waiting on the service or on people; 3 incomplete, waiting on the platform alone; 4 error, or no such gate."
          },
          "message": {
            "type": "string",
            "description": "One line for the log of the pipeline."
          },
          "score": {
            "$ref": "#/components/schemas/Score"
          },
          "observedAt": {
            "type": "string",
            "description": "The oldest evidence that counted."
          },
          "reasons": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/VerdictReason"
            }
          },
          "waivers": {
            "type": "array",
            "description": "Those that the verdict leans on, the nearest end first.",
            "items": {
              "$ref": "#/components/schemas/UsedWaiver"
            }
          },
          "waivedUntil": {
            "type": "string",
            "description": "The nearest end among them."
          },
          "candidate": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "promotedFrom"
            ],
            "properties": {
              "image": {
                "type": "string"
              },
              "commit": {
                "type": "string"
              },
              "promotedFrom": {
                "type": "string"
              }
            }
          }
        }
      },
      "WaiverRef": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "until",
          "reason"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "until": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "decidedBy": {
            "type": "string"
          }
        }
      },
      "UsedWaiver": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "item",
          "until",
          "reason",
          "covers"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "item": {
            "type": "string"
          },
          "until": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "covers": {
            "type": "string",
            "enum": [
              "fail",
              "unknown",
              "pending"
            ]
          }
        }
      },
      "Ask": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "by",
          "mayGive"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "attestation",
              "approval",
              "report"
            ]
          },
          "by": {
            "type": "array",
            "description": "Refs of the users and groups whose word counts; empty for a report.",
            "items": {
              "type": "string"
            }
          },
          "statement": {
            "type": "string"
          },
          "reportType": {
            "type": "string"
          },
          "validFor": {
            "type": "string",
            "description": "ISO 8601 duration; the longest that a word holds."
          },
          "linkRequired": {
            "type": "boolean"
          },
          "lapsesOn": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "newImage",
                "ownerChanged"
              ]
            }
          },
          "step": {
            "type": "integer",
            "description": "Approvals of lower steps come first."
          },
          "waitsFor": {
            "type": "array",
            "description": "Items of lower steps that are not approved yet.",
            "items": {
              "type": "string"
            }
          },
          "mayGive": {
            "type": "boolean",
            "description": "Whether the caller may, as things stand."
          },
          "whyNot": {
            "type": "string"
          }
        }
      },
      "DecisionEvent": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "at",
          "by",
          "action",
          "reason"
        ],
        "properties": {
          "at": {
            "type": "string"
          },
          "by": {
            "type": "string",
            "description": "Entity ref of the person; `system` for what lapsed by a rule."
          },
          "action": {
            "type": "string",
            "enum": [
              "approved",
              "denied",
              "reviewed",
              "revoked",
              "lapsed"
            ]
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "Attestation": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "entityRef",
          "scorecard",
          "item",
          "check",
          "environment",
          "by",
          "at",
          "until",
          "statement",
          "status",
          "images",
          "events"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "scorecard": {
            "type": "string"
          },
          "item": {
            "type": "string"
          },
          "check": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "until": {
            "type": "string"
          },
          "statement": {
            "type": "string"
          },
          "link": {
            "type": "string"
          },
          "images": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "What ran when it was given, for checks that lapse with a new image."
          },
          "status": {
            "type": "string",
            "enum": [
              "valid",
              "expired",
              "revoked",
              "lapsed"
            ]
          },
          "statusReason": {
            "type": "string"
          },
          "events": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DecisionEvent"
            }
          }
        }
      },
      "AttestationRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "scorecard",
          "item"
        ],
        "properties": {
          "entityRef": {
            "type": "string",
            "minLength": 3,
            "maxLength": 400
          },
          "scorecard": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "item": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "statement": {
            "type": "string",
            "maxLength": 2000,
            "description": "In one's own words; absent, the words of the check."
          },
          "link": {
            "type": "string",
            "maxLength": 2000
          },
          "environment": {
            "type": "string",
            "maxLength": 63
          },
          "until": {
            "type": "string",
            "maxLength": 40,
            "description": "ISO 8601; at most what the check allows, which is the default."
          }
        }
      },
      "Approval": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "entityRef",
          "scorecard",
          "item",
          "check",
          "by",
          "at",
          "decision",
          "status",
          "events"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "scorecard": {
            "type": "string"
          },
          "item": {
            "type": "string"
          },
          "check": {
            "type": "string"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "until": {
            "type": "string"
          },
          "decision": {
            "type": "string",
            "enum": [
              "approve",
              "decline"
            ]
          },
          "reason": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "approved",
              "declined",
              "lapsed",
              "revoked",
              "expired"
            ]
          },
          "statusReason": {
            "type": "string"
          },
          "snapshot": {
            "$ref": "#/components/schemas/ApprovalSnapshot"
          },
          "events": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DecisionEvent"
            }
          }
        }
      },
      "ApprovalSnapshot": {
        "type": "object",
        "additionalProperties": false,
        "description": "What was signed; in the answer of a single approval only.",
        "required": [
          "verdict",
          "score",
          "coverage",
          "counts",
          "revision",
          "selection",
          "items"
        ],
        "properties": {
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          },
          "score": {
            "$ref": "#/components/schemas/Score"
          },
          "coverage": {
            "$ref": "#/components/schemas/Coverage"
          },
          "counts": {
            "$ref": "#/components/schemas/ResultCounts"
          },
          "revision": {
            "type": "string",
            "description": "Of the scorecard."
          },
          "selection": {
            "type": "string",
            "description": "How the entity's workloads were found."
          },
          "items": {
            "type": "array",
            "description": "Enforced blocking items, approvals left out.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id",
                "text",
                "result",
                "questions"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "text": {
                  "type": "string"
                },
                "result": {
                  "$ref": "#/components/schemas/ResultKind"
                },
                "questions": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": [
                      "key",
                      "check",
                      "revision",
                      "params"
                    ],
                    "properties": {
                      "key": {
                        "type": "string"
                      },
                      "check": {
                        "type": "string"
                      },
                      "revision": {
                        "type": "string"
                      },
                      "params": {
                        "type": "object",
                        "additionalProperties": true
                      }
                    }
                  }
                }
              }
            }
          }
        }
      },
      "ApprovalRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "scorecard",
          "item",
          "decision"
        ],
        "properties": {
          "entityRef": {
            "type": "string",
            "minLength": 3,
            "maxLength": 400
          },
          "scorecard": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "item": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "decision": {
            "type": "string",
            "enum": [
              "approve",
              "decline"
            ]
          },
          "reason": {
            "type": "string",
            "maxLength": 2000,
            "description": "Required to decline."
          }
        }
      },
      "Waiver": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "scorecard",
          "item",
          "cluster",
          "environment",
          "by",
          "at",
          "until",
          "reason",
          "status",
          "renewals",
          "entities",
          "events"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "scorecard": {
            "type": "string"
          },
          "item": {
            "type": "string"
          },
          "cluster": {
            "type": "string",
            "description": "Empty for every cluster."
          },
          "environment": {
            "type": "string",
            "description": "Empty for every environment."
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string"
          },
          "until": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "compensatingControl": {
            "type": "string"
          },
          "breakGlass": {
            "type": "boolean"
          },
          "reviewed": {
            "type": "boolean",
            "description": "Of a broken glass."
          },
          "renews": {
            "type": "string",
            "description": "The waiver before it."
          },
          "renewals": {
            "type": "integer",
            "description": "How often it was renewed."
          },
          "predicate": {
            "type": "object",
            "additionalProperties": true
          },
          "decidedBy": {
            "type": "string",
            "description": "Ref of the group that decides."
          },
          "status": {
            "type": "string",
            "enum": [
              "requested",
              "approved",
              "denied",
              "revoked",
              "expired"
            ]
          },
          "statusReason": {
            "type": "string"
          },
          "entities": {
            "type": "array",
            "description": "Frozen when it was requested; those the caller may read.",
            "items": {
              "$ref": "#/components/schemas/WaivedEntity"
            }
          },
          "hiddenEntities": {
            "type": "integer",
            "description": "How many more it names that the caller may not read."
          },
          "mayDecide": {
            "type": "boolean"
          },
          "events": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DecisionEvent"
            }
          }
        }
      },
      "WaivedEntity": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "results",
          "subjects"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "results": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "fail",
                "unknown",
                "pending"
              ]
            }
          },
          "subjects": {
            "type": "array",
            "description": "What fails and is covered, as cluster/environment/namespace/kind/name/container; anything else still fails.",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "WaiverRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "scorecard",
          "item",
          "reason",
          "until"
        ],
        "properties": {
          "entityRef": {
            "type": "string",
            "minLength": 3,
            "maxLength": 400,
            "description": "Of entityRef and predicate, one."
          },
          "predicate": {
            "type": "object",
            "additionalProperties": true,
            "description": "A filter predicate over entities."
          },
          "scorecard": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "item": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "cluster": {
            "type": "string",
            "maxLength": 200
          },
          "environment": {
            "type": "string",
            "maxLength": 63
          },
          "reason": {
            "type": "string",
            "minLength": 3,
            "maxLength": 2000
          },
          "compensatingControl": {
            "type": "string",
            "maxLength": 2000
          },
          "until": {
            "type": "string",
            "maxLength": 40,
            "description": "ISO 8601."
          },
          "renews": {
            "type": "string",
            "maxLength": 100
          },
          "breakGlass": {
            "type": "boolean",
            "description": "Holds at once, for at most 24 hours; the deciding group is told and reviews it."
          },
          "dryRun": {
            "type": "boolean"
          }
        }
      },
      "WaiverPreview": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "until",
          "renewals",
          "entities"
        ],
        "properties": {
          "until": {
            "type": "string"
          },
          "renewals": {
            "type": "integer"
          },
          "decidedBy": {
            "type": "string"
          },
          "entities": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/WaivedEntity"
            }
          }
        }
      },
      "WaiverDecisionRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "decision"
        ],
        "properties": {
          "decision": {
            "type": "string",
            "enum": [
              "approve",
              "deny"
            ]
          },
          "reason": {
            "type": "string",
            "maxLength": 2000,
            "description": "Required to deny."
          }
        }
      },
      "Report": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "entityRef",
          "type",
          "format",
          "environment",
          "runId",
          "time",
          "receivedAt",
          "by",
          "data",
          "notes"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "format": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "runId": {
            "type": "string"
          },
          "time": {
            "type": "string"
          },
          "receivedAt": {
            "type": "string"
          },
          "by": {
            "type": "string"
          },
          "commit": {
            "type": "string"
          },
          "image": {
            "type": "string"
          },
          "link": {
            "type": "string"
          },
          "data": {
            "type": "object",
            "additionalProperties": true,
            "description": "What was read out of the body."
          },
          "notes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "Queue": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "counts"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/QueueEntry"
            }
          },
          "counts": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "attest",
              "approve",
              "decide",
              "review",
              "expiring"
            ],
            "properties": {
              "attest": {
                "type": "integer"
              },
              "approve": {
                "type": "integer"
              },
              "decide": {
                "type": "integer"
              },
              "review": {
                "type": "integer"
              },
              "expiring": {
                "type": "integer"
              }
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "QueueEntry": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "entityRef",
          "scorecard",
          "item"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "attest",
              "approve",
              "decide",
              "review",
              "expiring"
            ]
          },
          "entityRef": {
            "type": "string"
          },
          "entityTitle": {
            "type": "string"
          },
          "scorecard": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "id",
              "title"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "title": {
                "type": "string"
              }
            }
          },
          "item": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "id",
              "text",
              "severity"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "text": {
                "type": "string"
              },
              "severity": {
                "$ref": "#/components/schemas/Severity"
              }
            }
          },
          "dueAt": {
            "type": "string",
            "description": "When it expires, or the request ends; absent where nothing is at hand yet."
          },
          "expires": {
            "type": "string",
            "enum": [
              "attestation",
              "approval",
              "waiver"
            ],
            "description": "Of kind expiring."
          },
          "waiver": {
            "$ref": "#/components/schemas/Waiver"
          }
        }
      }
    }
  }
} as const;
