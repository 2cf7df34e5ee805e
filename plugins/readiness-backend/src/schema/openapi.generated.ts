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
    "/checks": {
      "get": {
        "operationId": "GetChecks",
        "responses": {
          "200": {
            "description": "The library of checks.",
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
                        "$ref": "#/components/schemas/Check"
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
            "description": "One check.",
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
            "schema": {
              "type": "string",
              "maxLength": 2000
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
            "schema": {
              "type": "string",
              "format": "date-time"
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
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "environment": {
        "name": "environment",
        "in": "query",
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
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "verdict": {
        "name": "verdict",
        "in": "query",
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
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "system": {
        "name": "system",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "domain": {
        "name": "domain",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "kind": {
        "name": "kind",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "type": {
        "name": "type",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "lifecycle": {
        "name": "lifecycle",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "tag": {
        "name": "tag",
        "in": "query",
        "schema": {
          "$ref": "#/components/schemas/Values"
        }
      },
      "q": {
        "name": "q",
        "in": "query",
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
              "$ref": "#/components/schemas/ScorecardOverview"
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
          "source"
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
                "incomplete"
              ],
              "properties": {
                "group": {
                  "type": "string"
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
                "meanScore": {
                  "type": "number"
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
          "blocking"
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
            "description": "What blocks, at most five, the most findings first.",
            "items": {
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
            }
          },
          "changedAt": {
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
          "notEvaluated": {
            "type": "string"
          },
          "answers": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Answer"
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
            "items": {
              "type": "object",
              "additionalProperties": true
            }
          }
        }
      }
    }
  }
} as const;
