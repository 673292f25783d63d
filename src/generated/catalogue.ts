// Generated from rules/ by scripts/generate.ts; change those files and run `npm run generate`.
import type { Catalogue } from "../core/model/rule.ts";

/** Every rule, profile and reference checklist of this version. */
export const catalogue: Catalogue = {
  "ladder": "1.0",
  "rules": [
    {
      "id": "system-level-is-min",
      "kind": "system-level",
      "params": {},
      "claim": "A system claims no higher level than the lowest of its parts.",
      "why": "A chain of components is as ready as its least ready link; a higher claim hides the part that will break.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, introduction to the levels",
      "default": "level of the system ≤ minimum over its parts",
      "effort": "low",
      "remedy": [
        "Lower `level` in the system's card to the lowest level among its parts.",
        "Or graduate the part that holds it back first."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "no-level-skip",
      "kind": "ladder-step",
      "params": {},
      "claim": "A level rises one step at a time; a component that starts above 0 says why.",
      "why": "Skipping 5 and 6 is the way in which industry projects usually fail. Starting at 3 or 4 is common and fine, as long as it is said.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 5; first author's slides, pages 17 and 18",
      "default": "at most one level for each graduation, unless this content has been at that level; entry level with a reason",
      "effort": "low",
      "remedy": [
        "A component that rises goes one step at a time: set `level` in `.mltrl/cards/{component}.md` to one above the base branch's.",
        "One that is new above 0 says why on its card, such as `entry: {level: 3, reason: <what shows it>, gates-not-walked: [0, 1, 2]}`."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "gate-review-recorded",
      "kind": "review-record",
      "params": {
        "minimum-criteria": 1,
        "minimum-reviewers": 0
      },
      "claim": "The gated review of a graduation is recorded.",
      "why": "A level means that people judged by criteria; without the record nobody can tell later who, when and by which.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, gated reviews; first author's slides, page 20",
      "default": "a record that says \"graduate\" and names one criterion; who reviewed is shown by the approvals",
      "effort": "low",
      "remedy": [
        "Comment `/mltrl promote {component}`, which writes the record.",
        "Or write `.mltrl/reviews/{component}/<date>-<N>-to-<M>.yml` with decision, date, reviewers and criteria."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "review-panel-satisfied",
      "kind": "review-panel",
      "params": {
        "panels": [
          {
            "from-level": 0,
            "roles": [
              "research-lead"
            ]
          },
          {
            "from-level": 1,
            "roles": [
              "researcher"
            ]
          },
          {
            "from-level": 2,
            "roles": [
              "researcher"
            ]
          },
          {
            "from-level": 3,
            "roles": [
              "researcher",
              "engineering"
            ]
          },
          {
            "from-level": 4,
            "roles": [
              "applied-ai",
              "product-manager",
              "security"
            ]
          },
          {
            "from-level": 5,
            "roles": [
              "applied-ai",
              "engineering",
              "product-manager",
              "stakeholder"
            ]
          },
          {
            "from-level": 6,
            "roles": [
              "applied-ai",
              "engineering",
              "product-manager",
              "quality",
              "compliance"
            ]
          },
          {
            "from-level": 7,
            "roles": [
              "applied-ai",
              "infrastructure",
              "product-manager",
              "quality"
            ]
          },
          {
            "from-level": 8,
            "roles": [
              "infrastructure",
              "product-manager",
              "quality",
              "security",
              "stakeholder"
            ]
          },
          {
            "from-level": 9,
            "roles": [
              "owner",
              "infrastructure",
              "quality",
              "stakeholder"
            ]
          }
        ],
        "vouched-by": "quality",
        "own-panel-until": 1
      },
      "claim": "The panel of the step has approved this very content.",
      "why": "Each step has its own criteria, and people who can judge them; the mix moves from researchers to product, quality and infrastructure.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, the reviews of levels 0 to 8; the seats are our reading",
      "default": "one seat for each role of the step's panel",
      "effort": "medium",
      "remedy": [
        "Ask the people named in the check for a review; whoever asked for changes approves once they are made, or has the review dismissed.",
        "A seat that nobody can fill needs members: name them under `roles` in `.mltrl/config.yml`."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "no-self-approval",
      "kind": "review-independence",
      "params": {
        "minimum": 1,
        "own-panel-until": 1
      },
      "claim": "Somebody approved the step who neither wrote it nor asked for it.",
      "why": "In published cards owner and reviewer are often one person; such a review finds what its author already knows.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement, after faults in published cards",
      "default": "one independent approval; at levels 0 and 1 a panel of one may be the author",
      "effort": "low",
      "remedy": [
        "Ask somebody for a review who has no commit in this pull request."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "switchback-recorded",
      "kind": "switchback-record",
      "params": {
        "minimum-reason": 20,
        "minimum-reviewers": 1
      },
      "claim": "A lowered level has a record of type, reason and reviewers.",
      "why": "Going back is a normal move of the process and tells later where time went; an unexplained one looks like a mistake.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, figure 3 and level 9",
      "default": "a record in this pull request, a reason of 20 characters, one reviewer; of type \"review\" with the review's record; of a deployed component with its kind of change",
      "effort": "low",
      "remedy": [
        "Run `mltrl new switchback {component} --to M --type discovery --reason '...' --by LOGIN`; the types are discovery, review and embedded.",
        "Or write `.mltrl/switchbacks/{component}/<date>-<N>-to-<M>.yml` by hand.",
        "What a review decided needs that review as well: `.mltrl/reviews/{component}/<date>-<N>-to-<M>.yml` with `decision: switchback`."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "no-unearned-switchback",
      "kind": "earned-switchback",
      "params": {},
      "claim": "A component goes back only to a level at which it has really worked.",
      "why": "A project that started at 4 has nothing to return to at 2; it would have to do that work first.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, caption of figure 3",
      "default": "the level of entry or one above it whose gate was walked, or shown by a review record; of what is deployed, wherever an embedded switchback leads",
      "effort": "low",
      "remedy": [
        "Choose a level at or above the one the component entered at.",
        "Or name the earlier work as a component of its own with its own card."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "review-content-stated",
      "kind": "review-content",
      "params": {},
      "claim": "A review record that names a digest speaks of the content that was reviewed.",
      "why": "Content that has been reviewed needs no second panel when it comes back, or comes to another branch; that rests on what records say.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement",
      "default": "the digest of the content as merged, in the pull request that makes the step",
      "effort": "low",
      "remedy": [
        "Write the content's digest into the record as `content`, or take the key out: `/mltrl promote {component}` writes it.",
        "Take out records of steps that this pull request does not make."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "deployed-change-switchback",
      "kind": "deployed-change",
      "params": {
        "targets": [
          {
            "changes": [
              "fix",
              "retrain",
              "configuration",
              "dependency"
            ],
            "at-most": 7
          },
          {
            "changes": [
              "api",
              "deployment-setting",
              "explanation"
            ],
            "at-most": 6
          },
          {
            "changes": [
              "feature",
              "data-source",
              "model-class",
              "intended-use"
            ],
            "at-most": 7
          },
          {
            "changes": [
              "disproved-claim"
            ],
            "at-most": 2
          }
        ]
      },
      "claim": "A deployed component changes by going back, as far as its kind of change asks for.",
      "why": "What runs in production was reviewed as it is; a changed version has to be integrated and shown to be ready once more.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 9 and figure 3; first author's slides, page 17; which change goes back how far is our reading",
      "default": "to 7 or lower; to 6 where an interface, a deployment setting or an explanation changes, to 2 where a claim is disproved",
      "effort": "medium",
      "remedy": [
        "Lower `level` in `.mltrl/cards/{component}.md` and record the switchback with its `change`.",
        "Or graduate again in place: a review record `<date>-9-to-9.yml`, the rules of 7 → 8 and 8 → 9, and the owners as panel.",
        "In an emergency call a hotfix: `.mltrl/hotfixes/{component}/<date>.yml`, and let the panel meet within a week."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "new-feature-switchback",
      "kind": "deployed-change",
      "params": {
        "targets": [
          {
            "changes": [
              "feature",
              "data-source",
              "model-class",
              "intended-use"
            ],
            "at-most": 4
          }
        ]
      },
      "claim": "A new feature, data source, model class or use of a deployed component starts again at 4 or lower.",
      "why": "None of them has been shown in a real application yet, however well the version before did.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, figure 3; first author's slides, page 17",
      "default": "to 4 or lower",
      "effort": "medium",
      "remedy": [
        "Go back to 4 or lower with a switchback record whose `change` says what is new."
      ],
      "gate": "every"
    },
    {
      "id": "hotfix-approved",
      "kind": "hotfix",
      "params": {
        "minimum-approvals": 1
      },
      "claim": "A hotfix says what happened, is called by somebody on call, lasts a week at most, and one independent person has approved it.",
      "why": "In an emergency there is no time for a panel; there is always time for a second pair of eyes.",
      "applies": "at-hotfix",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement",
      "default": "the role on-call; one independent approval of this content; at most seven days",
      "effort": "low",
      "remedy": [
        "Ask somebody for a review who has no commit in this pull request.",
        "Let somebody with the role on-call comment `/mltrl hotfix {component}`, or open the pull request.",
        "Mend `.mltrl/hotfixes/{component}/<date>.yml`: `incident`, `date`, `by`, `until`."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "component-lineage",
      "kind": "lineage",
      "params": {},
      "claim": "A renamed, split or merged component and its origin say the same, and a retired one is left alone.",
      "why": "Level and records follow from the old name to the new one; two heirs, or an origin that stays, would multiply a level that was earned once.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement",
      "default": "the origin is on the base branch and leaves; only what is split off may leave it there",
      "effort": "low",
      "remedy": [
        "Name the id on the base branch under `renamed-from`, `split-from` or `merged-from` in `.mltrl/cards/{component}.md`.",
        "Take the old id out of `.mltrl/config.yml`, or put `retired` on its card."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "declared-things-kept",
      "kind": "declared-things-kept",
      "params": {},
      "claim": "A declared model, dataset, requirement, checklist item or part is not removed in silence.",
      "why": "Whoever deletes what a rule asks about has not met the rule; somebody has to decide it and say so.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement",
      "default": "a decision record in the same pull request names what is removed",
      "effort": "low",
      "remedy": [
        "Put back what was removed.",
        "Or write `.mltrl/decisions/{component}/<date>-<level>.yml` whose `decision` or `reason` names each thing removed."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "merged-records-kept",
      "kind": "records-kept",
      "params": {},
      "claim": "Merged records of reviews, decisions, switchbacks and hotfixes stay as they were merged.",
      "why": "Records are what later steps and later readers rest on; one that can be rewritten proves nothing.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement",
      "default": "none edited, none removed; the record of a hotfix may take in its review",
      "effort": "low",
      "remedy": [
        "Put the record back as it was on the base branch.",
        "Write what is to be corrected as a new record of today."
      ],
      "gate": "every",
      "waivable": false
    },
    {
      "id": "card-table-complete",
      "kind": "card-table",
      "params": {
        "required": [
          {
            "from-level": 1,
            "rows": [
              "tech-name",
              "current-level",
              "owners",
              "reviewers",
              "main-project-page",
              "code-repository",
              "ethics",
              "coupled-components"
            ]
          },
          {
            "from-level": 2,
            "rows": [
              "requirements"
            ]
          }
        ],
        "may-be-none": [
          "coupled-components"
        ]
      },
      "claim": "The summary of the card is filled in.",
      "why": "The card is what a newcomer reads first; a blank owner or reviewer means that nobody answers for the component.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Official MLTRL repository, card template and example cards",
      "default": "all rows from level 1, requirements from level 2; `none` is an answer for coupled components only",
      "effort": "low",
      "remedy": [
        "Fill the rows named above in `.mltrl/cards/{component}.md`.",
        "In a card with front matter the keys `owners` and `ethics` are enough."
      ],
      "gate": "every"
    },
    {
      "id": "card-level-consistent",
      "kind": "card-consistency",
      "params": {},
      "claim": "Title, table, front matter and file name of a card state the same level.",
      "why": "Real cards have said 8 in the title and 4 in the table; then nobody knows which gate was passed.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement, after faults in published cards",
      "default": "equal everywhere",
      "effort": "low",
      "remedy": [
        "Correct the places named above to the level that the component has graduated to."
      ],
      "gate": "every"
    },
    {
      "id": "card-no-placeholder",
      "kind": "card-placeholders",
      "params": {},
      "claim": "Nothing of the card's template is left in the card.",
      "why": "Template prose reads like an answer and is none.",
      "applies": "standing",
      "severity": {
        "blocking-from": 4
      },
      "origin": "judgement",
      "source": "judgement, after faults in published cards",
      "default": "no template text",
      "effort": "low",
      "remedy": [
        "Replace each text named above by what is true of this component, or delete it."
      ],
      "gate": "every"
    },
    {
      "id": "card-ethics-stated",
      "kind": "card-row",
      "params": {
        "row": "ethics",
        "minimum-text": 3
      },
      "claim": "The card says where the ethics of the component stand.",
      "why": "Ethical considerations belong to every level, since uses and data change on the way; an empty line shows that nobody asked.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 4",
      "default": "a state, a link or a reason at every level",
      "effort": "low",
      "remedy": [
        "Give `ethics` in `.mltrl/cards/{component}.md`: considerations so far, or a link to the checklist under `.mltrl/ethics/`."
      ],
      "gate": "every"
    },
    {
      "id": "card-sections-present",
      "kind": "card-sections",
      "params": {
        "required": [
          {
            "from-level": 0,
            "sections": [
              "tl-dr",
              "model-info",
              "data-considerations"
            ]
          },
          {
            "from-level": 1,
            "sections": [
              "intended-use",
              "testing-status",
              "caveats",
              "stage-debrief"
            ]
          },
          {
            "from-level": 2,
            "sections": [
              "top-level-requirements"
            ]
          }
        ]
      },
      "claim": "The card has the sections that its level asks for, each with text.",
      "why": "The card carries what the code does not say (assumptions, biases, corner cases) from one team to the next.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Official MLTRL repository, card template; which section from which level is ours",
      "default": "three sections at 0, seven at 1, eight from 2",
      "effort": "medium",
      "remedy": [
        "Write a paragraph below each heading named above in `.mltrl/cards/{component}.md`; add those that are missing."
      ],
      "gate": "every"
    },
    {
      "id": "card-debrief-answered",
      "kind": "card-debrief",
      "params": {
        "questions": [
          "accomplished",
          "de-scoped",
          "learned",
          "tech-debt"
        ],
        "may-be-none": [
          "de-scoped"
        ],
        "minimum-text": 10
      },
      "claim": "A graduation answers the four questions of the stage debrief.",
      "why": "What was put off and what debt was taken on is known on the day of the review and forgotten a month later.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper",
      "source": "Official MLTRL repository, card template and example cards",
      "default": "four answers of at least 10 characters; `none` answers what was de-scoped",
      "effort": "low",
      "remedy": [
        "Answer under the card's debrief heading: what was accomplished and by whom, what was de-scoped, what was learned, which technical debt was gained or paid."
      ],
      "gate": "every"
    },
    {
      "id": "card-touched-on-change",
      "kind": "card-touched",
      "params": {},
      "claim": "A change of a declared model, dataset, intended use or requirement comes with a change of the card.",
      "why": "Cards go stale in silence; the moment of the change is the only one at which it costs a line.",
      "applies": "standing",
      "severity": {
        "blocking-from": 4
      },
      "origin": "paper-with-our-number",
      "source": "Official MLTRL repository, card page (cards must stay alive)",
      "default": "the card changes in the same pull request; advisory below level 4. A requirement changes with what it demands, the intended use where a document says it or, by itself, on the card",
      "effort": "low",
      "remedy": [
        "Say in `.mltrl/cards/{component}.md` what changed, at least its version."
      ],
      "gate": "every"
    },
    {
      "id": "card-prior-link",
      "kind": "card-prior-link",
      "params": {},
      "claim": "A card links to the card of the level before.",
      "why": "The path of a component explains its present state.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper",
      "source": "Official MLTRL repository, example cards",
      "default": "one link, of cards in table form; a living card has its history in git",
      "effort": "low",
      "remedy": [
        "Link the earlier card in the row `Current Level`."
      ],
      "gate": "every"
    },
    {
      "id": "card-started",
      "kind": "card-exists",
      "params": {},
      "claim": "The component has a card.",
      "why": "The card is a deliverable of the first graduation; everything later is written onto it.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 0",
      "default": "`.mltrl/cards/<component>.md` exists and can be read",
      "effort": "low",
      "remedy": [
        "Create `.mltrl/cards/{component}.md` with `name`, `level: 0`, `owners` and `ethics` in its front matter."
      ],
      "gate": 0
    },
    {
      "id": "research-plan-present",
      "kind": "document",
      "params": {
        "document": "plan",
        "headings": [
          "principle|background|foundation",
          "hypotheses|hypothes",
          "plan|approach|next step"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "Principles, hypotheses and the plan of research are written down.",
      "why": "Level 0 produces ideas; they can be reviewed only if they are stated, and built on only if they are kept.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 0",
      "default": "a plan with three headings, 20 characters below each",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/plan.md` with headings for the principles, the hypotheses and the plan."
      ],
      "gate": 0,
      "mend": [
        "Give `{path}` the headings named above, each with 20 characters or more below it."
      ]
    },
    {
      "id": "formulation-stated",
      "kind": "document",
      "params": {
        "document": "plan",
        "headings": [
          "formulation|formalism|mathematic|problem statement"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "The problem has a formulation.",
      "why": "A sound formulation is what the first review judges, before there is any code.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 0",
      "default": "one heading with text",
      "effort": "medium",
      "remedy": [
        "Add a heading for the formulation to `.mltrl/documents/{component}/plan.md`."
      ],
      "gate": 0,
      "mend": [
        "Add a heading for the formulation to `{path}`, with text below it."
      ]
    },
    {
      "id": "literature-referenced",
      "kind": "document",
      "params": {
        "document": "plan",
        "headings": [],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 3
      },
      "claim": "The plan cites the literature it builds on.",
      "why": "Novelty and validity cannot be judged against nothing; missing prior work is the usual finding of the first review.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 0",
      "default": "3 DOIs, arXiv identifiers or addresses",
      "effort": "low",
      "remedy": [
        "Cite the work you build on in `.mltrl/documents/{component}/plan.md`, each with DOI, arXiv identifier or address."
      ],
      "gate": 0,
      "mend": [
        "Cite more of the work you build on in `{path}`, each with DOI, arXiv identifier or address."
      ]
    },
    {
      "id": "data-readiness-statement",
      "kind": "document",
      "params": {
        "document": "plan",
        "headings": [
          "data"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "The plan says how ready the data is, or why none is needed.",
      "why": "Data is no condition at level 0, but a project that never asked for it stops at level 1.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 0",
      "default": "one heading with text",
      "effort": "low",
      "remedy": [
        "Say under a heading \"Data readiness\" in `.mltrl/documents/{component}/plan.md` what data exists and how it becomes fit for use."
      ],
      "gate": 0,
      "conditional": "pure theory, for which there is no data",
      "mend": [
        "Say under a heading \"Data readiness\" in `{path}` what data exists and how it becomes fit for use; for theory that it needs none."
      ]
    },
    {
      "id": "lead-approves",
      "kind": "review-panel",
      "params": {
        "panels": [
          {
            "from-level": 0,
            "roles": [
              "research-lead"
            ]
          }
        ],
        "vouched-by": "quality",
        "own-panel-until": 1
      },
      "claim": "The research lead approves the step out of level 0.",
      "why": "The first review needs one person who can judge validity, novelty and use; it needs no code.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 0",
      "default": "one approval by the role research-lead",
      "effort": "low",
      "remedy": [
        "Ask a person with the role `research-lead` for a review."
      ],
      "gate": 0
    },
    {
      "id": "semver-code",
      "kind": "code-version",
      "params": {
        "minimum": 1
      },
      "claim": "The component's code has a semantic version.",
      "why": "Results of research belong to a version; without one nobody can run the same again.",
      "applies": "at-release",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 1",
      "default": "one tag with a Semantic Versioning 2.0 version",
      "effort": "low",
      "remedy": [
        "Tag the code: `git tag -a {component}@v0.1.0 -m 'First version' && git push origin {component}@v0.1.0`."
      ],
      "gate": 1
    },
    {
      "id": "semver-model",
      "kind": "artifact-version",
      "params": {
        "type": "model",
        "minimum-bump": "patch"
      },
      "claim": "Every model has a semantic version, and other content has a higher one.",
      "why": "A model that changes under the same version makes every result about it doubtful.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 1",
      "default": "a Semantic Versioning 2.0 version for each model, raised with its content",
      "effort": "low",
      "remedy": [
        "Give each entry of `models` in `.mltrl/cards/{component}.md` a `version`, and `path` or `registry` with `digest`.",
        "Raise the version when the content changes."
      ],
      "gate": 1,
      "conditional": "a component without a model"
    },
    {
      "id": "semver-dataset",
      "kind": "artifact-version",
      "params": {
        "type": "dataset",
        "minimum-bump": "patch"
      },
      "claim": "Every dataset has a semantic version, and other content has a higher one.",
      "why": "Data changes more often than code and shows less; its version is what ties a result to it.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 1; official MLTRL repository, card page",
      "default": "a Semantic Versioning 2.0 version for each dataset, raised with its content",
      "effort": "low",
      "remedy": [
        "Give each entry of `datasets` in `.mltrl/cards/{component}.md` a `version`, and `path` or `registry` with `digest`.",
        "Raise the version when the content changes."
      ],
      "gate": 1,
      "conditional": "a component that uses no data"
    },
    {
      "id": "versions-on-card",
      "kind": "versions-on-card",
      "params": {},
      "claim": "The card reports the versions of models and datasets, and its text names no other.",
      "why": "Whoever reads the card must find the very thing it speaks of.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 1",
      "default": "a version for each entry; no other one in the sections on model and data",
      "effort": "low",
      "remedy": [
        "Add the missing `version`, and correct the sentences named above."
      ],
      "gate": 1,
      "conditional": "a component with neither model nor dataset"
    },
    {
      "id": "sample-data-declared",
      "kind": "dataset-declared",
      "params": {
        "kinds": [
          "subset",
          "synthetic",
          "mixed"
        ],
        "roles": [],
        "minimum": 1,
        "minimum-note": 20,
        "versioned": false
      },
      "claim": "A sample of data is declared, with a note on how it represents the later data.",
      "why": "The sample is the pattern for collection and processing at scale; if it misleads, all that follows is built for other data.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 1",
      "default": "one dataset of kind subset, synthetic or mixed, with a note of 20 characters",
      "effort": "low",
      "remedy": [
        "Add a dataset to `.mltrl/cards/{component}.md` with `kind: subset`, `synthetic` or `mixed` and a `note` on what it represents."
      ],
      "gate": 1,
      "conditional": "a component that uses no data"
    },
    {
      "id": "acquisition-strategy",
      "kind": "document",
      "params": {
        "document": "plan",
        "headings": [
          "acquisition|data strategy|data collection"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "The plan answers whether the full data can be had, and how.",
      "why": "Acquiring data can take months, of patients for example; found out late it stops the project.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 1",
      "default": "one heading with 20 characters of text",
      "effort": "medium",
      "remedy": [
        "Add a heading \"Data acquisition\" to `.mltrl/documents/{component}/plan.md`."
      ],
      "gate": 1,
      "conditional": "a component that needs no further data",
      "mend": [
        "Say under a heading \"Data acquisition\" in `{path}` whether the full data can be had, and how."
      ]
    },
    {
      "id": "experiments-recorded",
      "kind": "document",
      "params": {
        "document": "experiments",
        "headings": [
          "setup|set-up|configuration|seed",
          "data",
          "result|outcome|finding"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "Experiments are recorded with their set-up, data and result, good or bad.",
      "why": "Rigour is what the review of level 1 looks for, and a failed experiment saves the next person from it.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 1",
      "default": "a log with three headings",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/experiments.md` with headings for set-up (seed, configuration), data and result."
      ],
      "gate": 1,
      "mend": [
        "Give `{path}` the headings named above, each with 20 characters or more below it."
      ]
    },
    {
      "id": "comparison-study",
      "kind": "document",
      "params": {
        "document": "experiments",
        "headings": [
          "comparison|baseline|compared"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "Results are compared with at least one baseline.",
      "why": "A number without another beside it does not show where the technology could help.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 1",
      "default": "one heading with text",
      "effort": "medium",
      "remedy": [
        "Add a heading \"Comparison\" to `.mltrl/documents/{component}/experiments.md` with results of a baseline."
      ],
      "gate": 1,
      "mend": [
        "Add a heading \"Comparison\" to `{path}` with results of a baseline."
      ]
    },
    {
      "id": "coverage-not-gated",
      "kind": "coverage-not-gated",
      "params": {},
      "claim": "Nothing enforces a minimum of test coverage while the code is research code.",
      "why": "MLTRL discourages full coverage here; it binds time to code that will be thrown away.",
      "applies": {
        "until": 3
      },
      "severity": "advisory",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 1; at level 2 by judgement",
      "default": "no threshold in the settings of coverage tools and workflows",
      "effort": "low",
      "remedy": [
        "Remove the settings named above until level 3, or make them report only."
      ],
      "gate": 1
    },
    {
      "id": "codebase-organised",
      "kind": "codebase-organised",
      "params": {
        "manifests": [
          "pyproject.toml",
          "requirements*.txt",
          "environment.y*ml",
          "setup.py",
          "Pipfile",
          "package.json",
          "Cargo.toml",
          "go.mod",
          "pom.xml",
          "build.gradle*",
          "DESCRIPTION",
          "Project.toml",
          "CMakeLists.txt"
        ],
        "maximum-megabytes": 5
      },
      "claim": "The code base has a README, a list of dependencies and no bulk in git.",
      "why": "Research code may be quick and rough, but somebody else has to find their way in it.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 1",
      "default": "README, one manifest, no file over 5 MB",
      "effort": "low",
      "remedy": [
        "Add what is named above; move large files to Git LFS, DVC or a registry."
      ],
      "gate": 1
    },
    {
      "id": "research-requirements-present",
      "kind": "requirements-present",
      "params": {
        "of": "research",
        "tags": [],
        "minimum": 1
      },
      "claim": "Research requirements are written down, each under a number of its own.",
      "why": "From here on work is driven by what must be reached; that can be verified only if it is written.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 2; official MLTRL repository, card page",
      "default": "one requirement, numbers such as 4.2.1, each once",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/requirements/{component}.yml` with entries under `research`, each with `id`, `statement`, `verification` and `validation`."
      ],
      "gate": 2
    },
    {
      "id": "requirement-singular-shall",
      "kind": "requirement-singular",
      "params": {
        "of": "research",
        "tags": [],
        "verbs": [
          "shall"
        ]
      },
      "claim": "A requirement is one sentence with one \"shall\".",
      "why": "Two demands in one sentence cannot pass and fail apart from each other.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 2; official MLTRL repository, example cards",
      "default": "exactly one \"shall\" and one sentence",
      "effort": "low",
      "remedy": [
        "Split the requirements named above, or set `verbs` to the word that your requirements use."
      ],
      "gate": 2
    },
    {
      "id": "requirement-solution-neutral",
      "kind": "requirement-neutral",
      "params": {
        "of": "research",
        "tags": [],
        "solutions": [
          "pytorch",
          "tensorflow",
          "keras",
          "jax",
          "scikit-learn",
          "sklearn",
          "xgboost",
          "lightgbm",
          "catboost",
          "hugging face",
          "huggingface",
          "transformers",
          "onnx",
          "opencv",
          "pandas",
          "spark",
          "kafka",
          "airflow",
          "kubeflow",
          "mlflow",
          "kubernetes",
          "docker",
          "postgresql",
          "mongodb",
          "redis",
          "aws",
          "azure"
        ]
      },
      "claim": "A requirement states the need and names no product that would meet it.",
      "why": "A requirement that dictates its solution closes the search that it should start.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 2",
      "default": "none of the listed libraries and products",
      "effort": "low",
      "remedy": [
        "Say what the named solution is to achieve, with a bound that can be tested."
      ],
      "gate": 2
    },
    {
      "id": "requirement-vv-defined",
      "kind": "requirement-vv",
      "params": {
        "of": "research",
        "tags": [],
        "parts": [
          "verification",
          "validation"
        ],
        "demand": "defined",
        "evidence": false,
        "risk": false
      },
      "claim": "Every research requirement says how it will be verified and validated.",
      "why": "A requirement is incomplete without the measure by which one sees that it is met.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 2",
      "default": "a method for verification and for validation, of every requirement",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/requirements/{component}.yml` with entries under `research`, each with `id`, `statement`, `verification`, `validation` and `risk` of `p-failure` and `value`."
      ],
      "gate": 2,
      "mend": [
        "Give each requirement named above in `.mltrl/requirements/{component}.yml` `verification` and `validation`, each with `method` and `status`."
      ]
    },
    {
      "id": "requirement-risk-quantified",
      "kind": "requirement-risk",
      "params": {
        "of": "research",
        "tags": []
      },
      "claim": "Every research requirement has its risk in numbers.",
      "why": "Risk tells what to test hardest later; probability of failure times value at stake makes requirements comparable.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "First author's slides, page 23; the scale of 1 to 10 is recalled from the paper's methods",
      "default": "probability from 0 to 1, value from 1 to 10, a stated score that agrees",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/requirements/{component}.yml` with entries under `research`, each with `id`, `statement`, `verification`, `validation` and `risk` of `p-failure` and `value`."
      ],
      "gate": 2,
      "mend": [
        "Give each requirement named above `risk` with `p-failure` and `value`."
      ]
    },
    {
      "id": "testbed-declared",
      "kind": "document",
      "params": {
        "document": "testbed",
        "headings": [
          "environment",
          "assumption"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "The testbed is described with its environment and assumptions.",
      "why": "What holds in a simulation holds under its assumptions; unstated, they are found in the field.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 2",
      "default": "two headings with 20 characters each",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/testbed.md` with the headings \"Environment\" and \"Assumptions\"."
      ],
      "gate": 2,
      "mend": [
        "Give `{path}` the headings named above, each with 20 characters or more below it."
      ]
    },
    {
      "id": "pop-data-declared",
      "kind": "dataset-declared",
      "params": {
        "kinds": [
          "benchmark",
          "semi-simulated",
          "simulated"
        ],
        "roles": [],
        "minimum": 1,
        "minimum-note": 20,
        "versioned": false
      },
      "claim": "The data of the proof of principle is declared, with its corner cases.",
      "why": "This data has to characterise the model and bring out its limits, which average cases do not.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 2",
      "default": "one dataset of kind benchmark, semi-simulated or simulated; a note of 20 characters lists the corner cases",
      "effort": "medium",
      "remedy": [
        "Add a dataset to `.mltrl/cards/{component}.md` with `kind: benchmark`, `semi-simulated` or `simulated` and a `note` that lists corner cases."
      ],
      "gate": 2,
      "conditional": "a component that uses no data"
    },
    {
      "id": "sim-to-real-plan",
      "kind": "document",
      "params": {
        "document": "sim-to-real",
        "headings": [
          "mitigation",
          "test"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0,
        "when-datasets": [
          "simulated",
          "semi-simulated",
          "synthetic",
          "mixed"
        ]
      },
      "claim": "Where data is simulated, there is a plan for the step to real data.",
      "why": "The gap between simulation and reality is known to be there; only its size is unknown.",
      "applies": "standing",
      "severity": {
        "blocking-from": 4
      },
      "origin": "paper",
      "source": "First author's slides, page 23",
      "default": "headings for mitigation and tests, if any dataset is simulated; advisory below level 4",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/sim-to-real.md` with the headings \"Mitigation\" and \"Tests\"."
      ],
      "gate": 2,
      "mend": [
        "Give `{path}` the headings named above, each with 20 characters or more below it."
      ]
    },
    {
      "id": "claims-satisfied",
      "kind": "requirement-vv",
      "params": {
        "of": "research",
        "tags": [
          "claim"
        ],
        "parts": [
          "verification"
        ],
        "demand": "passed",
        "evidence": true,
        "risk": false
      },
      "claim": "The claims of the research are shown to hold on the data of the proof of principle.",
      "why": "This is the condition of graduation; the rest of the research requirements may wait until level 5.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 2",
      "default": "every research requirement tagged `claim` is verified, with evidence",
      "effort": "high",
      "remedy": [
        "Tag what earlier stages claimed: `tags: [claim]` in `.mltrl/requirements/{component}.yml`.",
        "Set its `verification` to `status: passed` with `evidence` that names the analysis."
      ],
      "gate": 2
    },
    {
      "id": "analysis-reproducible",
      "kind": "external-check",
      "params": {
        "check": "reproduce",
        "app": "github-actions",
        "conclusions": [
          "success"
        ]
      },
      "claim": "The analyses run again on this very content.",
      "why": "A result that only its author can produce does not carry a decision.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 2",
      "default": "a check named `reproduce`, run by GitHub Actions, succeeded on the head",
      "effort": "high",
      "remedy": [
        "Add a job named `reproduce` to a workflow that runs the analyses, or name your own with `check` and `app` under `rules` in `.mltrl/config.yml`."
      ],
      "gate": 2
    },
    {
      "id": "path-decision",
      "kind": "key-decision",
      "params": {
        "level": 2,
        "known": [
          "prototype",
          "research",
          "both"
        ],
        "accepted": [
          "prototype",
          "both"
        ],
        "minimum-reason": 20,
        "fields": []
      },
      "claim": "The fork after level 2 was decided.",
      "why": "To prototype, to go on with research or both is a choice about people and money; it is taken in silence unless it is written.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 2",
      "default": "a decision `prototype` or `both`, with a reason of 20 characters and who took it",
      "effort": "low",
      "remedy": [
        "Write `.mltrl/decisions/{component}/<date>-2.yml` with `decision: prototype` or `both`, `reason` and `by`."
      ],
      "gate": 2
    },
    {
      "id": "unit-tests-pass",
      "kind": "test-results",
      "params": {
        "evidence": "unit-tests",
        "minimum": 1,
        "maximum-skipped": 50,
        "maximum-flaky": 100,
        "required": []
      },
      "claim": "Unit tests ran on this content and pass.",
      "why": "From here on code is meant to be built upon.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 3",
      "default": "one test, all pass, at most half skipped",
      "effort": "medium",
      "remedy": [
        "Let CI write JUnit XML, CTRF or `go test -json` and name it in `.mltrl/config.yml` as `evidence: {unit-tests: {format: tests, files: [...]}}`."
      ],
      "gate": 3,
      "onReports": true,
      "mend": [
        "Mend the tests named above and let them run again; where the report itself is at fault, `mltrl inspect <file>` shows how it is read."
      ]
    },
    {
      "id": "integration-tests-pass",
      "kind": "test-results",
      "params": {
        "evidence": "integration-tests",
        "minimum": 1,
        "maximum-skipped": 50,
        "maximum-flaky": 100,
        "required": []
      },
      "claim": "Integration tests ran on this content and pass.",
      "why": "Interfaces and dataflow are what level 3 designs; only tests across them show that they fit.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 3",
      "default": "one test, all pass, at most half skipped",
      "effort": "medium",
      "remedy": [
        "Let CI write JUnit XML, CTRF or `go test -json` and name it in `.mltrl/config.yml` as `evidence: {integration-tests: {format: tests, files: [...]}}`."
      ],
      "gate": 3,
      "onReports": true,
      "mend": [
        "Mend the tests named above and let them run again; where the report itself is at fault, `mltrl inspect <file>` shows how it is read."
      ]
    },
    {
      "id": "coverage-prototype",
      "kind": "coverage",
      "params": {
        "lines": 60,
        "changed-lines": 0,
        "branches": 0,
        "functions": 0,
        "minimum-lines": 1
      },
      "claim": "Tests run most lines of the prototype.",
      "why": "Prototype code is tested as a rule; what no test runs has at best been tried once by hand.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 3",
      "default": "60 % of lines",
      "effort": "medium",
      "remedy": [
        "Let CI write one in any common format (lcov, Cobertura, JaCoCo ...) and name it in `.mltrl/config.yml` as `evidence: {coverage: {format: coverage, files: [...]}}`."
      ],
      "gate": 3,
      "onReports": true,
      "mend": [
        "Test the files named above; where the report itself is at fault, `mltrl inspect <file>` shows how it is read."
      ]
    },
    {
      "id": "style-check",
      "kind": "external-check",
      "params": {
        "check": "lint",
        "app": "github-actions",
        "conclusions": [
          "success"
        ]
      },
      "claim": "The code meets the team's style.",
      "why": "Code in one style can be read, reviewed and taken over by others.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 3",
      "default": "a check named `lint`, run by GitHub Actions, succeeded on the head",
      "effort": "low",
      "remedy": [
        "Add a job named `lint` to a workflow, or name your own with `check` and `app` under `rules` in `.mltrl/config.yml`."
      ],
      "gate": 3
    },
    {
      "id": "interfaces-documented",
      "kind": "document",
      "params": {
        "document": "interfaces",
        "headings": [],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "Interfaces and dataflow are documented.",
      "why": "The panel of level 3 looks at interfaces; others will build against them.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 3",
      "default": "a document with text",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/interfaces.md`, or point to your own: `documents: {interfaces: docs/api.md}` on the card."
      ],
      "gate": 3,
      "mend": [
        "Describe in `{path}` the interfaces and how data flows."
      ]
    },
    {
      "id": "default-test-data",
      "kind": "dataset-declared",
      "params": {
        "kinds": [],
        "roles": [
          "default-test"
        ],
        "minimum": 1,
        "minimum-note": 0,
        "versioned": true
      },
      "claim": "There is a default subset of data for tests.",
      "why": "Quick tests need data that everybody has and that stays the same.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 3",
      "default": "one dataset with the role `default-test` and a version",
      "effort": "low",
      "remedy": [
        "Add a dataset to `.mltrl/cards/{component}.md` with `role: default-test` and a `version`."
      ],
      "gate": 3,
      "conditional": "a component that uses no data"
    },
    {
      "id": "mock-data",
      "kind": "dataset-declared",
      "params": {
        "kinds": [],
        "roles": [
          "mock"
        ],
        "minimum": 1,
        "minimum-note": 0,
        "versioned": false
      },
      "claim": "There is mock data for functions or scenarios that need it.",
      "why": "What is rare or secret in real data can still be tested.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 3",
      "default": "one dataset with the role `mock`",
      "effort": "low",
      "remedy": [
        "Add a dataset to `.mltrl/cards/{component}.md` with `role: mock`."
      ],
      "gate": 3,
      "conditional": "a component that uses no data"
    },
    {
      "id": "model-data-version-control",
      "kind": "artifacts-pinned",
      "params": {},
      "claim": "Every model and dataset is pinned by its content.",
      "why": "A name or an address can come to mean something else; a digest cannot.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 3",
      "default": "a path in git (with Git LFS or DVC if large), or a registry with digest",
      "effort": "medium",
      "remedy": [
        "Give each entry named above `path`, or `registry` and `digest`."
      ],
      "gate": 3,
      "conditional": "a component with neither model nor dataset"
    },
    {
      "id": "domain-data-rules",
      "kind": "document",
      "params": {
        "document": "domain-data",
        "headings": [],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "Rules of the domain for its data are noted, such as tracking and compliance in health care.",
      "why": "They decide what may be stored and who may see it; found out late they undo work.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 3",
      "default": "a document with text",
      "effort": "low",
      "remedy": [
        "Write `.mltrl/documents/{component}/domain-data.md`."
      ],
      "gate": 3,
      "conditional": "a domain without rules for its data",
      "mend": [
        "Write in `{path}` which rules the domain has for its data."
      ]
    },
    {
      "id": "slo-draft",
      "kind": "document",
      "params": {
        "document": "slo",
        "headings": [
          "indicator|objective|sli|slo"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "Candidates for service-level indicators are noted.",
      "why": "Product engineers join at level 3 to find out what the later system will have to promise.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 3",
      "default": "one heading with text",
      "effort": "low",
      "remedy": [
        "Write `.mltrl/documents/{component}/slo.yml` with a first `indicators`, each with what is measured and why."
      ],
      "gate": 3,
      "mend": [
        "Add a first indicator to `{path}`: what is measured, and why."
      ]
    },
    {
      "id": "working-group-product-engineering",
      "kind": "role-present",
      "params": {
        "roles": [
          "engineering"
        ],
        "minimum": 1
      },
      "claim": "Engineers of the product are part of the working group.",
      "why": "Who will run the system has to say early what it must promise.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 3",
      "default": "one member of the role engineering",
      "effort": "low",
      "remedy": [
        "Name people or a team under `roles.engineering` in `.mltrl/config.yml`."
      ],
      "gate": 3
    },
    {
      "id": "risk-ceiling-3",
      "kind": "risk-ceiling",
      "params": {
        "of": "research",
        "tags": [],
        "maximum": 7,
        "maximum-mitigated": 10
      },
      "claim": "High risks have a mitigation.",
      "why": "A risk that nobody counters at level 3 is still there at level 7 and costs more.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "judgement",
      "source": "judgement",
      "default": "at most 7 of 10 without mitigation",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/requirements/{component}.yml` with entries under `research`, each with `id`, `statement`, `verification`, `validation` and `risk` of `p-failure` and `value`."
      ],
      "gate": 3,
      "mend": [
        "List what is done about it under `risk.mitigation` of the requirements named above."
      ]
    },
    {
      "id": "real-data-used",
      "kind": "evaluation-datasets",
      "params": {
        "kinds": [
          "real"
        ],
        "minimum-datasets": 1,
        "minimum-applications": 1,
        "each-application": false
      },
      "claim": "The component was evaluated on real data.",
      "why": "Research data is clean and real data is not; the gap between them is what level 4 is there to find.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 4",
      "default": "one evaluation, not on a training split, of a dataset that the card declares as real",
      "effort": "high",
      "remedy": [
        "Evaluate on a dataset that has `kind: real` in `.mltrl/cards/{component}.md` and write the result to `.mltrl/evidence/{component}/evaluations.yml`.",
        "A dataset counts by its name on the card."
      ],
      "gate": 4,
      "onReports": true,
      "conditional": "a component that processes no data"
    },
    {
      "id": "multi-dataset-poc",
      "kind": "evaluation-datasets",
      "params": {
        "kinds": [],
        "minimum-datasets": 2,
        "minimum-applications": 1,
        "each-application": true
      },
      "claim": "Each application was tried on several datasets.",
      "why": "On one dataset nobody can tell whether the method works or the dataset suits it.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 4",
      "default": "one application, two datasets of the card for each",
      "effort": "high",
      "remedy": [
        "Add an evaluation on another dataset for the applications named above to `.mltrl/evidence/{component}/evaluations.yml`."
      ],
      "gate": 4,
      "onReports": true,
      "conditional": "a component that processes no data"
    },
    {
      "id": "metrics-quality-splits",
      "kind": "evaluation-metrics",
      "params": {
        "minimum-splits": 2,
        "cost": false,
        "minimum-end-user": 0
      },
      "claim": "Quality is measured on several splits of the data.",
      "why": "One number of one split hides what was fitted to it.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 4",
      "default": "for each application the same metric on two splits of a dataset",
      "effort": "medium",
      "remedy": [
        "Add a run on another `split` with the same `metrics` to `.mltrl/evidence/{component}/evaluations.yml`."
      ],
      "gate": 4,
      "onReports": true,
      "conditional": "a component without a model"
    },
    {
      "id": "metrics-compute-cost",
      "kind": "evaluation-metrics",
      "params": {
        "minimum-splits": 1,
        "cost": true,
        "minimum-end-user": 0
      },
      "claim": "It is known what a run costs.",
      "why": "A method that is right and too slow or too dear does not reach anybody; better to see it here than at level 8.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 4",
      "default": "runtime or price of one run for each application",
      "effort": "low",
      "remedy": [
        "Give a run in `.mltrl/evidence/{component}/evaluations.yml` its `cost`: `runtime-seconds` with `hardware`, or `price`."
      ],
      "gate": 4,
      "onReports": true,
      "conditional": "a component without a model"
    },
    {
      "id": "metrics-end-user",
      "kind": "evaluation-metrics",
      "params": {
        "minimum-splits": 1,
        "cost": false,
        "minimum-end-user": 1
      },
      "claim": "One metric is what the people who use the result care for.",
      "why": "A gain in a loss function may be none to them; false alarms among the first ten results are.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 4",
      "default": "one metric marked `end-user` for each application",
      "effort": "medium",
      "remedy": [
        "Ask those who will use it what they count, add it to `metrics` in `.mltrl/evidence/{component}/evaluations.yml` and mark it with `end-user: true`."
      ],
      "gate": 4,
      "onReports": true,
      "conditional": "a component whose results no person or other system uses by themselves"
    },
    {
      "id": "data-readiness-evaluated",
      "kind": "data-readiness",
      "params": {
        "kinds": [
          "real"
        ],
        "minimum-band": "B",
        "minimum-text": 20
      },
      "claim": "Quality, validity and availability of the real data are evaluated.",
      "why": "Data that is only promised, or does not mean what it seems to, stops a project later and at a higher price.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 4; the bands are those of Lawrence 2017",
      "default": "20 characters on each of the three for every real dataset; band B or better",
      "effort": "medium",
      "remedy": [
        "Add `readiness` with `quality`, `validity`, `availability` and `band` to the front matter of `.mltrl/datasets/<name>.md` for the datasets named above."
      ],
      "gate": 4,
      "conditional": "a component that uses no data"
    },
    {
      "id": "datasheet-complete",
      "kind": "datasheet",
      "params": {
        "kinds": [
          "real"
        ],
        "sections": [
          "motivation|purpose|curation rationale|description",
          "composition|dataset structure|dataset info|record set",
          "collection|source data",
          "preprocessing|pre-processing|cleaning|labeling|labelling|annotation|manipulation protocol",
          "uses|use cases|intended use|direct use",
          "distribution|license|licensing",
          "maintenance|maintainer|contact"
        ],
        "people": [
          "subpopulation|demographic",
          "identify individuals|individuals be identified|identifiable|identification|anonymisation|anonymization",
          "sensitive",
          "notified|notification|informed",
          "consent",
          "revoke|revocation|withdraw|erasure",
          "impact",
          "retention"
        ],
        "minimum-text": 20
      },
      "claim": "Every real dataset has a complete datasheet.",
      "why": "Who collected data, of whom and for what decides what it may be used for, and cannot be seen in the data.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Official MLTRL repository, data cards; sections of Gebru et al. 2021",
      "default": "seven sections with 20 characters each; questions on people where data relates to people",
      "effort": "high",
      "remedy": [
        "Write `.mltrl/datasets/<name>.md` for the datasets named above, after Datasheets for Datasets."
      ],
      "gate": 4,
      "conditional": "a component that uses no data",
      "mend": [
        "Answer what is named above in the datasheet."
      ]
    },
    {
      "id": "synthetic-matches-real",
      "kind": "predicate",
      "params": {
        "evidence": "synthetic-matches-real",
        "checks": [
          {
            "select": "$.comparisons[*]['synthetic','real','statistic']",
            "every": {
              "length-at-least": 2
            },
            "minimum-matches": 1
          },
          {
            "select": "$.comparisons[*]['value','at-least','at-most']",
            "every": {
              "type": "number"
            },
            "minimum-matches": 1
          },
          {
            "select": "$.comparisons[?!(@.synthetic && @.real && @.statistic && (@['at-least'] || @['at-most']))]",
            "claim": "each comparison names the synthetic data, the real data, a statistic and a bound",
            "minimum-matches": 0,
            "maximum-matches": 0
          },
          {
            "select": "$.comparisons[?@['at-least'] && !(@.value >= @['at-least']) || @['at-most'] && !(@.value <= @['at-most'])]",
            "claim": "each value keeps to its own at-least or at-most",
            "minimum-matches": 0,
            "maximum-matches": 0
          }
        ],
        "limits": {},
        "presets": [
          "deepchecks",
          "evidently",
          "tfdv"
        ],
        "when-datasets": [
          "synthetic",
          "semi-simulated",
          "simulated",
          "mixed"
        ]
      },
      "claim": "Where data is synthetic, its distribution was compared with that of real data.",
      "why": "A model learns what its data has; what the simulation leaves out it has never seen.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 4",
      "default": "one comparison, within the bounds that it states",
      "effort": "medium",
      "remedy": [
        "Compare synthetic with real data and write `.mltrl/evidence/{component}/synthetic-matches-real.yml` (docs/evidence.md has its form)."
      ],
      "gate": 4,
      "onReports": true,
      "mend": [
        "Complete `{path}` where it falls short of what is named above; where a value is out of its bounds, mend what was measured and let it be measured again. Then {hand-in}."
      ]
    },
    {
      "id": "poc-pipeline-mirrors-inference",
      "kind": "document",
      "params": {
        "document": "poc-pipeline",
        "headings": [
          "source",
          "feature",
          "model"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "The pipeline of the proof of concept is described beside the one that is to come.",
      "why": "What differs between the two is what breaks when the model leaves the laboratory.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 4",
      "default": "headings for source, features and model with 20 characters each",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/poc-pipeline.md` with the headings \"Source\", \"Features\" and \"Model\": how it is now and how it will be."
      ],
      "gate": 4,
      "conditional": "a component that processes no data",
      "mend": [
        "Give `{path}` the headings named above, each with 20 characters or more below it."
      ]
    },
    {
      "id": "assumptions-stated",
      "kind": "card-section-stated",
      "params": {
        "sections": [
          "caveats"
        ],
        "minimum-text": 20,
        "links": 0
      },
      "claim": "The card states assumptions, limits and known edge cases.",
      "why": "This card is often the first that people outside research read; they cannot guess what was taken for granted.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 4",
      "default": "20 characters under caveats, known edge cases or key assumptions, beyond `n/a`",
      "effort": "low",
      "remedy": [
        "Write under \"Caveats, known edge cases, recommendations\" of `.mltrl/cards/{component}.md` what has to hold for the results to hold."
      ],
      "gate": 4
    },
    {
      "id": "ethics-predev-complete",
      "kind": "checklist",
      "params": {
        "references": [
          {
            "list": "mltrl-pre-development",
            "items": [
              "**"
            ]
          },
          {
            "list": "deon",
            "items": [
              "A.*",
              "B.*"
            ]
          }
        ],
        "minimum-complete": 100,
        "minimum-answer": 40,
        "minimum-reason": 20,
        "maximum-not-applicable": 50
      },
      "claim": "The ethics checklist on data and purpose is filled in.",
      "why": "Capability and datasets are known now, so that collection, harm and discrimination can be talked about in earnest.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 4; official MLTRL repository, ethics checklist",
      "default": "every question before development answered in 40 characters, or sections A and B of deon ticked; reasons of 20 characters where not applicable",
      "effort": "high",
      "remedy": [
        "Fill in `.mltrl/ethics/{component}.md`; the items named above are open."
      ],
      "gate": 4
    },
    {
      "id": "security-privacy-requirements",
      "kind": "requirement-tags",
      "params": {
        "of": "any",
        "tags": [
          "security",
          "privacy"
        ],
        "minimum": 1
      },
      "claim": "Security and privacy are written down as requirements with their risk.",
      "why": "As requirements they are verified with the rest; as good intentions they are remembered after the incident.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 4",
      "default": "one requirement tagged `security` and one tagged `privacy`, each with its risk",
      "effort": "medium",
      "remedy": [
        "Add requirements with `tags: [security]` and `tags: [privacy]` and `risk` to `.mltrl/requirements/{component}.yml`; that no personal data is kept is one."
      ],
      "gate": 4,
      "conditional": "a component that neither meets data of people nor anything from outside"
    },
    {
      "id": "continue-decision",
      "kind": "key-decision",
      "params": {
        "level": 4,
        "known": [
          "continue",
          "pause",
          "transfer",
          "stop"
        ],
        "accepted": [
          "continue",
          "transfer"
        ],
        "minimum-reason": 20,
        "fields": []
      },
      "claim": "It was decided to go on after the proof of concept.",
      "why": "What works may still have to wait, or serve another project better; that is for people to say and not for time to show.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 4",
      "default": "a decision `continue` or `transfer`, with a reason of 20 characters and who took it",
      "effort": "low",
      "remedy": [
        "Write `.mltrl/decisions/{component}/<date>-4.yml` with `decision: continue` or `transfer`, `reason` and `by`."
      ],
      "gate": 4
    },
    {
      "id": "risk-ceiling-4",
      "kind": "risk-ceiling",
      "params": {
        "of": "any",
        "tags": [],
        "maximum": 5,
        "maximum-mitigated": 7
      },
      "claim": "No requirement carries a high risk that nobody counters.",
      "why": "From here on other people build upon the component, and its risks become theirs.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement",
      "default": "at most 5 of 10 without mitigation, 7 with; of a mitigated risk its residual where one is stated",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/requirements/{component}.yml` with entries under `research` and `product`, each with `id`, `statement`, `verification`, `validation` and `risk` of `p-failure` and `value`."
      ],
      "gate": 4,
      "mend": [
        "List what is done about it under `risk.mitigation` of the requirements named above.",
        "State what is left beside it as `risk.residual` with `p-failure` and `value`, or lower `p-failure` once tests show that it works."
      ]
    },
    {
      "id": "research-vv-complete",
      "kind": "requirement-vv",
      "params": {
        "of": "research",
        "tags": [],
        "parts": [
          "verification",
          "validation"
        ],
        "demand": "passed",
        "evidence": false,
        "risk": false
      },
      "claim": "Verification and validation of all research requirements are complete.",
      "why": "Level 5 hands over from research to product; what research promised has to be settled by then.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 5",
      "default": "all passed; a waiver names its reviewer and reason",
      "effort": "high",
      "remedy": [
        "Write `.mltrl/requirements/{component}.yml` with entries under `research`, each with `id`, `statement`, `verification`, `validation` and `risk` of `p-failure` and `value`."
      ],
      "gate": 5,
      "mend": [
        "Bring `verification` and `validation` of the requirements named above to `status: passed`.",
        "Or set `status: waived` with `reviewer` and `reason`."
      ]
    },
    {
      "id": "product-requirements-drafted",
      "kind": "requirement-vv",
      "params": {
        "of": "product",
        "tags": [],
        "parts": [
          "verification",
          "validation"
        ],
        "demand": "defined",
        "evidence": false,
        "risk": true
      },
      "claim": "Product requirements are drafted, each with its verification, validation and risk.",
      "why": "The component leaves research; from now on what it is for drives the work and no longer what it can do.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 5",
      "default": "one product requirement; methods for both and a risk in numbers for every one",
      "effort": "high",
      "remedy": [
        "Write entries under `product` in `.mltrl/requirements/{component}.yml`, each with `verification`, `validation` and `risk`."
      ],
      "gate": 5
    },
    {
      "id": "stakeholder-alignment",
      "kind": "review-panel",
      "params": {
        "panels": [
          {
            "from-level": 5,
            "roles": [
              "stakeholder"
            ]
          }
        ],
        "vouched-by": "quality",
        "own-panel-until": 1
      },
      "claim": "The stakeholders agree to the step into product.",
      "why": "They pay for what follows, and it is the first step at which the requirements are theirs.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 5",
      "default": "one approval by the role stakeholder; name your roles in `panels`",
      "effort": "medium",
      "remedy": [
        "Ask the people with the role `stakeholder` for a review.",
        "Where several groups have to agree, give each its role and list them: `rules: {stakeholder-alignment: {panels: [{from-level: 5, roles: [...]}]}}`."
      ],
      "gate": 5
    },
    {
      "id": "interdisciplinary-group",
      "kind": "working-group",
      "params": {
        "functions": [
          "research-lead|researcher",
          "applied-ai",
          "engineering|infrastructure",
          "product-manager",
          "quality",
          "security|compliance",
          "designer",
          "stakeholder|domain-expert"
        ],
        "minimum-functions": 3,
        "required": []
      },
      "claim": "The working group has people of several functions.",
      "why": "A capability is more than its model; what research, engineering and product each know decides whether it holds.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 5; which roles are a function of their own is ours",
      "default": "three functions, each filled by a different person",
      "effort": "medium",
      "remedy": [
        "Name the people of the working group under `roles` in `.mltrl/config.yml`."
      ],
      "gate": 5
    },
    {
      "id": "knowledge-shared",
      "kind": "knowledge-shared",
      "params": {
        "artefacts": [
          "demo",
          "example",
          "api"
        ],
        "minimum-people": 2,
        "research": [
          "research-lead",
          "researcher"
        ]
      },
      "claim": "What was learned can be tried by others and is known by more people than its authors.",
      "why": "What only its inventor can run stays with its inventor; that is how most hand-offs fail.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 5",
      "default": "one demo, example or API on the card; two owners, one of them from outside research",
      "effort": "medium",
      "remedy": [
        "Name what can be tried under `documents` in `.mltrl/cards/{component}.md`: `documents: {demo: demos/run.md}`.",
        "Add a second owner or a `product-owner` who knows how it works."
      ],
      "gate": 5
    },
    {
      "id": "capability-stated",
      "kind": "card-section-stated",
      "params": {
        "sections": [
          "tl-dr"
        ],
        "minimum-text": 20,
        "links": 0
      },
      "claim": "The card says in a sentence which task the component does in its real setting.",
      "why": "Depth images on a robot are a capability, the algorithm beneath is not; people decide on the former.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 5",
      "default": "20 characters under TL;DR; whether it names a capability is for people to judge",
      "effort": "low",
      "remedy": [
        "Name the task and where it is done under TL;DR of `.mltrl/cards/{component}.md`."
      ],
      "gate": 5
    },
    {
      "id": "prod-owner-named",
      "kind": "card-people",
      "params": {
        "people": [
          "owners",
          "product-owner"
        ],
        "distinct": false
      },
      "claim": "The card names who answers for the research and who for the product.",
      "why": "Product managers own the component from here on, and need somebody in research to ask.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "First author's slides, pages 21 and 29",
      "default": "an owner and a product owner",
      "effort": "low",
      "remedy": [
        "Add `owners` and `product-owner` to the front matter of `.mltrl/cards/{component}.md`."
      ],
      "gate": 5
    },
    {
      "id": "data-governance-plan",
      "kind": "document",
      "params": {
        "document": "data-governance",
        "headings": [
          "responsibility|responsib",
          "access",
          "lifecycle|life cycle|life-cycle",
          "duplication|duplicat|silo"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "There is a plan for who governs the data.",
      "why": "At scale data ends in silos and copies that nobody answers for; that is easy to prevent and hard to undo.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 5",
      "default": "headings for responsibility, access, lifecycle and duplication with 20 characters each",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/data-governance.md` with the headings \"Responsibility\", \"Access\", \"Lifecycle\" and \"Duplication\"."
      ],
      "gate": 5,
      "conditional": "a component that uses no data",
      "mend": [
        "Give `{path}` the headings named above, each with 20 characters or more below it."
      ]
    },
    {
      "id": "pipeline-scaling-plan",
      "kind": "document",
      "params": {
        "document": "pipeline-scaling",
        "headings": [],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "There is a plan for how collection and processing of the data grow.",
      "why": "A pipeline for thousands of records rarely serves millions; the plan tells what has to be built first.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 5",
      "default": "a document with text",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/pipeline-scaling.md`."
      ],
      "gate": 5,
      "conditional": "a component that processes no data",
      "mend": [
        "Write in `{path}` how collection and processing are to grow."
      ]
    },
    {
      "id": "resource-commitment",
      "kind": "key-decision",
      "params": {
        "level": 5,
        "known": [
          "commit",
          "defer",
          "stop"
        ],
        "accepted": [
          "commit"
        ],
        "minimum-reason": 20,
        "fields": [
          "resources",
          "signed-by"
        ]
      },
      "claim": "Resources are committed to making a product of it.",
      "why": "Graduation from 5 is meant to be hard since it binds people and money; without them the component stays where it is.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 5",
      "default": "a decision `commit` with reason, resources and who signed for them",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/decisions/{component}/<date>-5.yml` with `decision: commit`, `reason`, `by`, `resources: [two engineers for a year]` and `signed-by`."
      ],
      "gate": 5
    },
    {
      "id": "risk-ceiling-5",
      "kind": "risk-ceiling",
      "params": {
        "of": "any",
        "tags": [],
        "maximum": 5,
        "maximum-mitigated": 6
      },
      "claim": "No requirement carries more risk than a hand-over can bear.",
      "why": "The people who take the component over did not choose its risks.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement",
      "default": "at most 5 of 10 without mitigation, 6 with; of a mitigated risk its residual where one is stated",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/requirements/{component}.yml` with entries under `research` and `product`, each with `id`, `statement`, `verification`, `validation` and `risk` of `p-failure` and `value`."
      ],
      "gate": 5,
      "mend": [
        "List what is done about it under `risk.mitigation` of the requirements named above.",
        "State what is left beside it as `risk.residual` with `p-failure` and `value`, or lower `p-failure` once tests show that it works."
      ]
    },
    {
      "id": "coverage-capability",
      "kind": "coverage",
      "params": {
        "lines": 70,
        "changed-lines": 0,
        "branches": 0,
        "functions": 0,
        "minimum-lines": 1
      },
      "claim": "Tests run most lines of what is handed over.",
      "why": "Tests are what the new owners have to go by when they change something.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement",
      "default": "70 % of lines",
      "effort": "medium",
      "remedy": [
        "Let CI write one in any common format (lcov, Cobertura, JaCoCo ...) and name it in `.mltrl/config.yml` as `evidence: {coverage: {format: coverage, files: [...]}}`."
      ],
      "gate": 5,
      "onReports": true,
      "mend": [
        "Test the files named above; where the report itself is at fault, `mltrl inspect <file>` shows how it is read."
      ]
    },
    {
      "id": "coverage-product",
      "kind": "coverage",
      "params": {
        "lines": 80,
        "changed-lines": 80,
        "branches": 0,
        "functions": 0,
        "minimum-lines": 1
      },
      "claim": "Tests cover the product code, and the lines that change.",
      "why": "Product caliber means comprehensive tests; looking at changed lines keeps new gaps from hiding behind old tests.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 6",
      "default": "80 % of lines and 80 % of changed lines",
      "effort": "medium",
      "remedy": [
        "Let CI write one in any common format (lcov, Cobertura, JaCoCo ...) and name it in `.mltrl/config.yml` as `evidence: {coverage: {format: coverage, files: [...]}}`."
      ],
      "gate": 6,
      "onReports": true,
      "mend": [
        "Test the files named above; where the report itself is at fault, `mltrl inspect <file>` shows how it is read."
      ]
    },
    {
      "id": "api-specified",
      "kind": "api-specification",
      "params": {
        "forms": [
          "openapi",
          "protobuf",
          "python-stub",
          "typescript-declaration"
        ],
        "minimum-operations": 1
      },
      "claim": "The component's interface is specified.",
      "why": "Product code is called by people who never meet its authors.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 6",
      "default": "one specification that tools can read, such as OpenAPI, Protocol Buffers or typed stubs, with one operation",
      "effort": "medium",
      "remedy": [
        "Name the specification on the card: `documents: {api: api/openapi.yml}`."
      ],
      "gate": 6
    },
    {
      "id": "product-requirement-traced",
      "kind": "requirement-traced",
      "params": {
        "of": "product",
        "tags": [],
        "minimum-risk": 0,
        "evidence": []
      },
      "claim": "Every product requirement is shown by a test that passed.",
      "why": "A requirement without a test was met on the day somebody looked, if at all.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 6",
      "default": "one passed test that names the requirement, for all of them; no failing one",
      "effort": "high",
      "remedy": [
        "Name the requirement in the test: `REQ-4.2.1` or `[4.2.1]` in its name, or a property `requirement` in the report."
      ],
      "gate": 6,
      "onReports": true
    },
    {
      "id": "robustness-adversarial",
      "kind": "predicate",
      "params": {
        "evidence": "robustness-adversarial",
        "checks": [
          {
            "select": "$.attacks[*]['attack','metric']",
            "every": {
              "length-at-least": 2
            },
            "minimum-matches": 1
          },
          {
            "select": "$.attacks[*]['value','at-least','at-most']",
            "every": {
              "type": "number"
            },
            "minimum-matches": 1
          },
          {
            "select": "$.attacks[*].epsilon",
            "every": {
              "above": 0
            },
            "minimum-matches": 1
          },
          {
            "select": "$.attacks[?!(@.attack && @.epsilon > 0 && @.metric && (@['at-least'] || @['at-most']))]",
            "claim": "each attack states its name, epsilon, metric and bound",
            "minimum-matches": 0,
            "maximum-matches": 0
          },
          {
            "select": "$.attacks[?@['at-least'] && !(@.value >= @['at-least']) || @['at-most'] && !(@.value <= @['at-most'])]",
            "claim": "each value keeps to its own at-least or at-most",
            "minimum-matches": 0,
            "maximum-matches": 0
          }
        ],
        "limits": {},
        "presets": []
      },
      "claim": "The model holds against small changes of its input that are meant to mislead it.",
      "why": "Around a typical input there are others that look the same and are answered otherwise; somebody or something will find them.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 6",
      "default": "one attack with its epsilon, a metric within the bound that the evidence states",
      "effort": "high",
      "remedy": [
        "Attack the model and write `.mltrl/evidence/{component}/robustness-adversarial.yml` (docs/evidence.md has its form)."
      ],
      "gate": 6,
      "onReports": true,
      "conditional": "a component without a model",
      "mend": [
        "Complete `{path}` where it falls short of what is named above; where a value is out of its bounds, mend what was measured and let it be measured again. Then {hand-in}."
      ]
    },
    {
      "id": "robustness-semantic-perturbation",
      "kind": "predicate",
      "params": {
        "evidence": "robustness-semantic-perturbation",
        "checks": [
          {
            "select": "$.perturbations[*]['consistency-rate']",
            "every": {
              "at-most": 1,
              "at-least": {
                "limit": "consistency-rate"
              }
            },
            "minimum-matches": 1
          },
          {
            "select": "$.perturbations[*].transform",
            "every": {
              "length-at-least": 2
            },
            "minimum-matches": 1
          },
          {
            "select": "$.perturbations[?!(@.transform && @.samples > 0 && @['consistency-rate'])]",
            "claim": "each perturbation states its transform, its samples and its consistency rate",
            "minimum-matches": 0,
            "maximum-matches": 0
          }
        ],
        "limits": {
          "consistency-rate": 0.95
        },
        "presets": []
      },
      "claim": "The model answers the same when the input changes and its meaning does not.",
      "why": "A rotated part is the same part; a model that disagrees has learned something else than the domain.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 6",
      "default": "95 % of answers consistent under each transformation",
      "effort": "high",
      "remedy": [
        "List transformations that must not change the answer, measure, and write `.mltrl/evidence/{component}/robustness-semantic-perturbation.yml` (docs/evidence.md has its form)."
      ],
      "gate": 6,
      "onReports": true,
      "conditional": "a component without a model",
      "mend": [
        "Complete `{path}` where it falls short of what is named above; where a value is out of its bounds, mend what was measured and let it be measured again. Then {hand-in}."
      ]
    },
    {
      "id": "generalisation-other-source",
      "kind": "generalisation",
      "params": {
        "minimum-sources": 1,
        "maximum-drop": 10
      },
      "claim": "The model does about as well on data of another source.",
      "why": "Data of one source shares its instruments, habits and errors, which a model takes for the world.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 6",
      "default": "one dataset that is no training data; each metric at most 10 % worse than on held-out data of the training source",
      "effort": "high",
      "remedy": [
        "Give the training data `role: training` and declare a dataset of another source in `.mltrl/cards/{component}.md`.",
        "Evaluate on both with the same metrics in `.mltrl/evidence/{component}/evaluations.yml`."
      ],
      "gate": 6,
      "onReports": true,
      "conditional": "a component without a model"
    },
    {
      "id": "distribution-shift-check",
      "kind": "predicate",
      "params": {
        "evidence": "distribution-shift-check",
        "checks": [
          {
            "select": "$.comparisons[*]['development','deployment','metric']",
            "every": {
              "length-at-least": 2
            },
            "minimum-matches": 1
          },
          {
            "select": "$.comparisons[*]['value','at-least','at-most']",
            "every": {
              "type": "number"
            },
            "minimum-matches": 1
          },
          {
            "select": "$.comparisons[?!(@.development && @.deployment && @.metric && (@['at-least'] || @['at-most']))]",
            "claim": "each comparison names development, deployment, a metric and a bound",
            "minimum-matches": 0,
            "maximum-matches": 0
          },
          {
            "select": "$.comparisons[?@['at-least'] && !(@.value >= @['at-least']) || @['at-most'] && !(@.value <= @['at-most'])]",
            "claim": "each value keeps to its own at-least or at-most",
            "minimum-matches": 0,
            "maximum-matches": 0
          }
        ],
        "limits": {},
        "presets": [
          "deepchecks",
          "evidently",
          "tfdv"
        ]
      },
      "claim": "The model holds under the shift between development and deployment.",
      "why": "Data in the field is never quite that of development; how much that matters can be measured before it is met.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 6",
      "default": "one comparison of development and deployment, a metric within the bound that the evidence states",
      "effort": "high",
      "remedy": [
        "Measure on data as it will be in deployment and write `.mltrl/evidence/{component}/distribution-shift-check.yml` (docs/evidence.md has its form)."
      ],
      "gate": 6,
      "onReports": true,
      "conditional": "a component without a model",
      "mend": [
        "Complete `{path}` where it falls short of what is named above; where a value is out of its bounds, mend what was measured and let it be measured again. Then {hand-in}."
      ]
    },
    {
      "id": "explanation-validated",
      "kind": "predicate-when-tagged",
      "params": {
        "evidence": "explanation",
        "checks": [
          {
            "select": "$.method",
            "every": {
              "length-at-least": 3
            },
            "minimum-matches": 1
          },
          {
            "select": "$.faithfulness[*].metric",
            "every": {
              "length-at-least": 2
            },
            "minimum-matches": 1
          },
          {
            "select": "$.faithfulness[*]['value','at-least','at-most']",
            "every": {
              "type": "number"
            },
            "minimum-matches": 1
          },
          {
            "select": "$.faithfulness[?!(@.metric && (@['at-least'] || @['at-most']))]",
            "claim": "each measurement names its metric and a bound",
            "minimum-matches": 0,
            "maximum-matches": 0
          },
          {
            "select": "$.faithfulness[?@['at-least'] && !(@.value >= @['at-least']) || @['at-most'] && !(@.value <= @['at-most'])]",
            "claim": "each value keeps to its own at-least or at-most",
            "minimum-matches": 0,
            "maximum-matches": 0
          },
          {
            "select": "$['end-users'].participants",
            "every": {
              "at-least": 1
            },
            "minimum-matches": 1
          },
          {
            "select": "$['end-users'].task",
            "every": {
              "length-at-least": 3
            },
            "minimum-matches": 1
          },
          {
            "select": "$['end-users'].finding",
            "every": {
              "length-at-least": 20
            },
            "minimum-matches": 1
          },
          {
            "select": "$['end-users'].outcome",
            "every": {
              "equals": "passed"
            },
            "minimum-matches": 1
          }
        ],
        "limits": {},
        "presets": [],
        "trust": 0,
        "of": "product",
        "tags": [
          "explanation"
        ]
      },
      "claim": "Where explanations are required, they are faithful to the model and of use to its users.",
      "why": "An explanation that is not the model's reason misleads with authority, and one that nobody understands explains nothing.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 6",
      "default": "where a product requirement is tagged `explanation`, one metric of faithfulness within its bound, and a trial with end users that passed",
      "effort": "high",
      "remedy": [
        "Validate the method with the model and with end users, and write `.mltrl/evidence/{component}/explanation.yml` (docs/evidence.md has its form)."
      ],
      "gate": 6,
      "onReports": true,
      "mend": [
        "Complete `{path}` where it falls short of what is named above; where a measure or the trial did not pass, mend the explanations and validate them again. Then {hand-in}."
      ]
    },
    {
      "id": "deployment-setting-declared",
      "kind": "document",
      "params": {
        "document": "deployment",
        "headings": [],
        "fields": [
          "audience",
          "hosting",
          "mode",
          "packaging",
          "data-access",
          "restrictions"
        ],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "The setting of the deployment is worked out.",
      "why": "Decided earlier it is a guess, later it is a rebuild; level 6 is the time for it.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 6",
      "default": "six keys with a value",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/deployment.yml` with `audience` (internal, external), `hosting` (cloud, on-premise, hybrid), `mode` (batch, streaming), `packaging` (container, executable, open source), `data-access` (open, restricted, encrypted, local only) and `restrictions` (such as advice only)."
      ],
      "gate": 6,
      "mend": [
        "Give `{path}` the keys named above, each with a value."
      ]
    },
    {
      "id": "deployment-decision",
      "kind": "key-decision",
      "params": {
        "level": 6,
        "known": [
          "online",
          "batch",
          "streaming",
          "on-device",
          "advisory",
          "undecided"
        ],
        "accepted": [
          "online",
          "batch",
          "streaming",
          "on-device",
          "advisory"
        ],
        "minimum-reason": 20,
        "fields": []
      },
      "claim": "It was decided how the component is served.",
      "why": "Everything of level 7 is built for one way of serving.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 6",
      "default": "a decision `online`, `batch`, `streaming`, `on-device` or `advisory`, with a reason of 20 characters and who took it",
      "effort": "low",
      "remedy": [
        "Write `.mltrl/decisions/{component}/<date>-6.yml` with `decision: batch`, or another of those, `reason` and `by`."
      ],
      "gate": 6
    },
    {
      "id": "slo-defined",
      "kind": "predicate",
      "params": {
        "evidence": "document:slo",
        "checks": [
          {
            "select": "$.audience",
            "every": {
              "in": [
                "internal",
                "external"
              ]
            },
            "minimum-matches": 1
          },
          {
            "select": "$.indicators[?@.measured && @.objective && @.window]['measured', 'objective', 'window']",
            "every": {
              "length-at-least": 2
            },
            "minimum-matches": 1
          },
          {
            "select": "$.agreement",
            "if": "$[?@ == 'external']",
            "every": {
              "length-at-least": 20
            },
            "minimum-matches": 1
          }
        ],
        "limits": {},
        "presets": []
      },
      "claim": "What the component promises is written as a service-level objective.",
      "why": "Without an objective every outage is a matter of opinion.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 6",
      "default": "one indicator with what is measured, objective and window; an agreement where the audience is external",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/slo.yml` with `audience: internal` or `external` and `indicators`, each with `measured`, `objective` and `window`; for an external audience also `agreement`."
      ],
      "gate": 6,
      "mend": [
        "Complete `{path}` where named above."
      ]
    },
    {
      "id": "data-pipeline-spec",
      "kind": "document",
      "params": {
        "document": "data-pipeline",
        "headings": [],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "The pipeline of the data is specified.",
      "why": "The panel of level 6 judges it, and at level 7 others connect to it.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 6",
      "default": "a document with text",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/data-pipeline.md`, or point to your own: `documents: {data-pipeline: pipelines/README.md}` on the card."
      ],
      "gate": 6,
      "conditional": "a component that processes no data",
      "mend": [
        "Describe in `{path}` where data comes from, what is done to it, and where it goes."
      ]
    },
    {
      "id": "compliance-reviewed",
      "kind": "predicate",
      "params": {
        "evidence": "document:compliance",
        "checks": [
          {
            "select": "$.regimes[*]",
            "every": {
              "length-at-least": 2
            },
            "minimum-matches": 1
          },
          {
            "select": "$['signed-by'][*]",
            "every": {
              "length-at-least": 2
            },
            "minimum-matches": 1
          },
          {
            "select": "$.decision",
            "every": {
              "equals": "cleared"
            },
            "minimum-matches": 1
          }
        ],
        "limits": {},
        "presets": [],
        "maximum-age": 180
      },
      "claim": "Compliance with the rules that bind the component was reviewed and is cleared.",
      "why": "A breach found after release can end the project; this review is the one that the framework makes mandatory.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 6",
      "default": "a record of at most 180 days with regimes, who signed and the decision `cleared`",
      "effort": "high",
      "remedy": [
        "Let whoever answers for compliance write `.mltrl/documents/{component}/compliance.yml` with `made-at`, `regimes: [GDPR]`, `decision: cleared` and `signed-by: [...]`."
      ],
      "gate": 6,
      "mend": [
        "Complete `{path}` where named above; where the decision is not `cleared`, settle what stands in its way and have it reviewed again."
      ]
    },
    {
      "id": "ethics-revisited",
      "kind": "ethics-revisited",
      "params": {
        "level": 4
      },
      "claim": "The ethics checklist was gone through again since level 4.",
      "why": "Uses, users and data have changed since the proof of concept, and with them the answers.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 6",
      "default": "a review of the checklist dated after the graduation from level 4",
      "effort": "medium",
      "remedy": [
        "Go through `.mltrl/ethics/{component}.md` again and note it in its front matter: `reviewed: [{date: 2026-06-01, by: alice}]`."
      ],
      "gate": 6
    },
    {
      "id": "risk-ceiling-6",
      "kind": "risk-ceiling",
      "params": {
        "of": "any",
        "tags": [],
        "maximum": 5,
        "maximum-mitigated": 5
      },
      "claim": "No requirement carries more than a middling risk.",
      "why": "Hardening is what level 6 is for; what is still likely to fail is not hardened.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement",
      "default": "at most 5 of 10; of a mitigated risk its residual where one is stated",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/requirements/{component}.yml` with entries under `research` and `product`, each with `id`, `statement`, `verification`, `validation` and `risk` of `p-failure` and `value`."
      ],
      "gate": 6,
      "mend": [
        "Bring the risk of the requirements named above down, and state `risk.residual` with `p-failure` and `value` beside the mitigation."
      ]
    },
    {
      "id": "critical-scenario-tests",
      "kind": "requirement-traced",
      "params": {
        "of": "any",
        "tags": [],
        "minimum-risk": 4,
        "evidence": [
          "critical-scenarios"
        ]
      },
      "claim": "Every requirement of high risk is shown by a test of its critical scenario.",
      "why": "Tests are spread evenly by habit and by coverage; the risk matrix says where a failure would cost most.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "First author's slides, page 17; the use of the risk matrix is recalled from the paper's methods",
      "default": "each requirement with a risk of 4 or more is named by a test that passed",
      "effort": "high",
      "remedy": [
        "Write a test for each requirement named above, and give it the requirement's number in its name or as a property `requirement`.",
        "Let CI write its report to `.mltrl/evidence/{component}/critical-scenarios.xml` and {hand-in}."
      ],
      "gate": 7,
      "onReports": true
    },
    {
      "id": "data-slice-tests",
      "kind": "data-slices",
      "params": {
        "minimum-slices": 1,
        "minimum-count": 1
      },
      "claim": "The model holds on every slice of the data on which it must not fail.",
      "why": "A good average hides the groups and the devices on which a model fails.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "First author's slides, page 17; recalled from the paper's methods",
      "default": "one declared slice, each measured and within its bound",
      "effort": "high",
      "remedy": [
        "Declare slices in `.mltrl/documents/{component}/slices.yml`, each with `name`, `metric` and `floor` or `ceiling`.",
        "Let CI write what it measured to `.mltrl/evidence/{component}/slices.yml`, each with `name`, `metric`, `value` and `count`, and {hand-in}."
      ],
      "gate": 7,
      "onReports": true,
      "conditional": "a component without a model",
      "mend": [
        "Mend the model or its data on the slices named above, and let them be measured again."
      ]
    },
    {
      "id": "golden-dataset-baseline",
      "kind": "predicate",
      "params": {
        "evidence": "golden-dataset",
        "checks": [
          {
            "select": "$.digest",
            "every": {
              "length-at-least": 8
            },
            "minimum-matches": 1
          },
          {
            "select": "$.count",
            "every": {
              "above": 0
            },
            "minimum-matches": 1
          },
          {
            "select": "$.value",
            "every": {
              "type": "number"
            },
            "minimum-matches": 1
          }
        ],
        "limits": {
          "drop": 1
        },
        "presets": [],
        "baseline": {
          "select": "$.value",
          "same": [
            "$.dataset",
            "$.digest",
            "$.metric"
          ],
          "maximum-drop": {
            "limit": "drop"
          }
        }
      },
      "claim": "On a fixed golden dataset the model is no worse than the one before.",
      "why": "Only the same data tells a better model from an easier test.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "recalled",
      "source": "recalled from the paper's methods, level 7",
      "default": "a metric that falls by at most 1 % of what it is on base",
      "effort": "medium",
      "remedy": [
        "Let CI write `.mltrl/evidence/{component}/golden-dataset.yml` with `dataset`, `digest`, `metric`, `value` and `count`, and {hand-in}."
      ],
      "gate": 7,
      "onReports": true,
      "conditional": "a component without a model",
      "mend": [
        "Complete `{path}` where it falls short of what is named above; where a value is out of its bounds, mend what was measured and let it be measured again. Then {hand-in}."
      ]
    },
    {
      "id": "metamorphic-tests",
      "kind": "test-results",
      "params": {
        "evidence": "metamorphic",
        "minimum": 1,
        "maximum-skipped": 50,
        "maximum-flaky": 100,
        "required": []
      },
      "claim": "Metamorphic relations are tested.",
      "why": "Where nobody can say what the right answer is, one can still say how two answers must relate.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "recalled",
      "source": "recalled from the paper's methods, level 7",
      "default": "one relation, all pass",
      "effort": "medium",
      "remedy": [
        "Write a test for each relation, such as an input that is turned or scaled and must be judged the same.",
        "Let CI write its report to `.mltrl/evidence/{component}/metamorphic.xml` and {hand-in}."
      ],
      "gate": 7,
      "onReports": true,
      "conditional": "a component for which no relation between inputs is known",
      "mend": [
        "Mend the tests named above and let them run again; where the report itself is at fault, `mltrl inspect <file>` shows how it is read."
      ]
    },
    {
      "id": "data-intervention-tests",
      "kind": "test-results",
      "params": {
        "evidence": "data-interventions",
        "minimum": 1,
        "maximum-skipped": 50,
        "maximum-flaky": 100,
        "required": [
          "*upstream*",
          "*downstream*"
        ]
      },
      "claim": "Faults are put into the data upstream and downstream of the model, and are noticed.",
      "why": "A fault of the data raises no exception; it becomes a confident wrong answer.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "recalled",
      "source": "recalled from the paper's methods, level 7",
      "default": "a test with upstream and one with downstream in its name, all pass",
      "effort": "medium",
      "remedy": [
        "Write tests that damage inputs (upstream) and outputs (downstream), with these words in their names.",
        "Let CI write their report to `.mltrl/evidence/{component}/data-interventions.xml` and {hand-in}."
      ],
      "gate": 7,
      "onReports": true,
      "mend": [
        "Mend the tests named above and let them run again; where the report itself is at fault, `mltrl inspect <file>` shows how it is read."
      ]
    },
    {
      "id": "pipeline-tests",
      "kind": "test-results",
      "params": {
        "evidence": "pipeline-tests",
        "minimum": 1,
        "maximum-skipped": 50,
        "maximum-flaky": 100,
        "required": []
      },
      "claim": "The data pipeline has tests that ran on this content and pass.",
      "why": "The review of level 7 looks at pipelines and their tests; most faults in production are faults of the pipeline.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 7",
      "default": "one test, all pass, at most half skipped",
      "effort": "medium",
      "remedy": [
        "Let CI write it to `.mltrl/evidence/{component}/pipeline-tests.xml` and {hand-in}."
      ],
      "gate": 7,
      "onReports": true,
      "mend": [
        "Mend the tests named above and let them run again; where the report itself is at fault, `mltrl inspect <file>` shows how it is read."
      ]
    },
    {
      "id": "underspecification-check",
      "kind": "predicate",
      "params": {
        "evidence": "underspecification",
        "checks": [
          {
            "select": "$.seeds",
            "every": {
              "type": "list",
              "length-at-least": {
                "limit": "seeds"
              }
            },
            "minimum-matches": 1
          },
          {
            "select": "$['stress-sets'][*].spread",
            "every": {
              "at-least": 0
            },
            "minimum-matches": 1
          },
          {
            "select": "$['stress-sets'][?!@.spread]",
            "claim": "each stress set states its spread",
            "minimum-matches": 0,
            "maximum-matches": 0
          }
        ],
        "limits": {
          "seeds": 3
        },
        "presets": []
      },
      "claim": "It is known how much models that train alike differ where it is hard.",
      "why": "Many models fit the training data equally well and behave differently in the field; one run does not show it.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 7",
      "default": "three seeds, with the spread on each stress set",
      "effort": "medium",
      "remedy": [
        "Train with several seeds and write `.mltrl/evidence/{component}/underspecification.yml` with `seeds` and `stress-sets`, each with `name`, `metric` and `spread`; {hand-in}."
      ],
      "gate": 7,
      "onReports": true,
      "conditional": "a component without a model",
      "mend": [
        "Complete `{path}` where it falls short of what is named above; where a value is out of its bounds, mend what was measured and let it be measured again. Then {hand-in}."
      ]
    },
    {
      "id": "ml-test-score",
      "kind": "ml-test-score",
      "params": {
        "minimum": 0,
        "trust": 0
      },
      "claim": "The ML Test Score is recorded, each point with what shows it.",
      "why": "Its 28 tests ask about data, model, infrastructure and monitoring alike; teams tend to test what they know.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 7; Breck et al. 2017",
      "default": "28 scores of 0, 0.5 or 1; evidence for each that is not 0",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/ml-test-score.yml` with the sections `data`, `model`, `infrastructure` and `monitoring`; docs/evidence.md has a form to fill in.",
        "Give each score above 0 its `evidence`."
      ],
      "gate": 7,
      "onReports": true,
      "conditional": "a component without a model",
      "mend": [
        "Complete `{path}` where named above; a score above 0 needs its `evidence`."
      ]
    },
    {
      "id": "ml-test-score-minimum",
      "kind": "ml-test-score",
      "params": {
        "minimum": 1,
        "trust": 0
      },
      "claim": "No section of the ML Test Score is empty.",
      "why": "The final score is that of the weakest section; good data tests do not make up for missing monitoring.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 7; Breck et al. 2017",
      "default": "a final score of 1; tests of monitoring count when they run in staging",
      "effort": "high",
      "remedy": [
        "Do the tests of the section named above, by hand first (0.5), then automatically (1)."
      ],
      "gate": 7,
      "onReports": true,
      "conditional": "a component without a model"
    },
    {
      "id": "drift-tests-built",
      "kind": "test-results",
      "params": {
        "evidence": "drift-tests",
        "minimum": 1,
        "maximum-skipped": 50,
        "maximum-flaky": 100,
        "required": [
          "*data*drift*",
          "*concept*drift*"
        ]
      },
      "claim": "Tests for data drift and for concept drift are built and pass.",
      "why": "They are needed on the first day in production; built after it they find what has already happened.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 9, which asks for them well before deployment",
      "default": "a test with data drift and one with concept drift in its name, all pass",
      "effort": "high",
      "remedy": [
        "Write tests that feed shifted data to the monitors, with `data drift` and `concept drift` in their names.",
        "Let CI write their report to `.mltrl/evidence/{component}/drift-tests.xml` and {hand-in}."
      ],
      "gate": 7,
      "onReports": true,
      "conditional": "a component without a model",
      "mend": [
        "Mend the tests named above and let them run again; where the report itself is at fault, `mltrl inspect <file>` shows how it is read."
      ]
    },
    {
      "id": "qa-data-governance",
      "kind": "document",
      "params": {
        "document": "data-governance",
        "headings": [
          "obtain|acqui|source",
          "managed|manag",
          "use|usage",
          "secured|secur",
          "sign-off|signed off|approv"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "Quality assurance has signed off how data is obtained, managed, used and secured.",
      "why": "From level 7 on other systems depend on this data, and somebody outside the team has to answer for it.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 7",
      "default": "five headings with 20 characters each",
      "effort": "medium",
      "remedy": [
        "Add the headings named above to `.mltrl/documents/{component}/data-governance.md`."
      ],
      "gate": 7,
      "conditional": "a component that uses no data",
      "mend": [
        "Add the headings named above to `{path}`, each with 20 characters or more below it."
      ]
    },
    {
      "id": "privacy-security-audit",
      "kind": "predicate",
      "params": {
        "evidence": "document:audit",
        "checks": [
          {
            "select": "$.auditor",
            "every": {
              "length-at-least": 2
            },
            "minimum-matches": 1
          },
          {
            "select": "$.scope[*]",
            "some": {
              "equals": "privacy"
            },
            "minimum-matches": 1
          },
          {
            "select": "$.scope[*]",
            "some": {
              "equals": "security"
            },
            "minimum-matches": 1
          },
          {
            "select": "$.result",
            "every": {
              "equals": "passed"
            },
            "minimum-matches": 1
          }
        ],
        "limits": {},
        "presets": [],
        "maximum-age": 180,
        "made-at": "$.date"
      },
      "claim": "Privacy and security were audited, not long ago, and the audit was passed.",
      "why": "Quality engineers play a key part from here on; after integration a leak reaches everything that is connected.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 7",
      "default": "an audit of both, passed, at most 180 days old",
      "effort": "high",
      "remedy": [
        "Write `.mltrl/documents/{component}/audit.yml` with `date`, `auditor`, `scope: [privacy, security]` and `result: passed`."
      ],
      "gate": 7,
      "mend": [
        "Complete `{path}` where named above; where the audit was not passed, mend what it found and have it audited again."
      ]
    },
    {
      "id": "working-group-balance",
      "kind": "working-group",
      "params": {
        "functions": [],
        "minimum-functions": 1,
        "required": [
          "infrastructure",
          "applied-ai"
        ]
      },
      "claim": "The working group has infrastructure engineers and applied AI engineers.",
      "why": "Software engineers alone overlook what a model silently assumes and how it fails.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 7",
      "default": "one person of each, not the same",
      "effort": "low",
      "remedy": [
        "Name people or teams under `roles.infrastructure` and `roles.applied-ai` in `.mltrl/config.yml`."
      ],
      "gate": 7
    },
    {
      "id": "ethics-postdev-started",
      "kind": "checklist",
      "params": {
        "references": [
          {
            "list": "mltrl-post-development",
            "items": [
              "**"
            ]
          },
          {
            "list": "deon",
            "items": [
              "**"
            ]
          }
        ],
        "minimum-complete": 50,
        "minimum-answer": 40,
        "minimum-reason": 20,
        "maximum-not-applicable": 50
      },
      "claim": "Work on the ethics checklist for what comes after development has begun.",
      "why": "MLTRL wants ethics looked at here and not shortly before shipping, when nothing can be changed any more.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 7",
      "default": "half of the questions after development answered in 40 characters, or half of deon ticked",
      "effort": "medium",
      "remedy": [
        "Fill in `.mltrl/ethics/{component}.md`; the items named above are open."
      ],
      "gate": 7
    },
    {
      "id": "coverage-kept",
      "kind": "coverage",
      "params": {
        "lines": 0,
        "changed-lines": 0,
        "branches": 0,
        "functions": 0,
        "minimum-lines": 1,
        "maximum-drop": 0
      },
      "claim": "Coverage does not fall below what it is on the base branch.",
      "why": "After integration faults reach others; a slow decline passes every fixed minimum until the last one.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement",
      "default": "not one percent point less than on base",
      "effort": "medium",
      "remedy": [
        "Let CI write a coverage report in any common format and name it in `.mltrl/config.yml` as `evidence: {coverage: {format: coverage, files: [...]}}`."
      ],
      "gate": 7,
      "onReports": true,
      "mend": [
        "Test what this pull request adds, or the files named above."
      ]
    },
    {
      "id": "risk-ceiling-7",
      "kind": "risk-ceiling",
      "params": {
        "of": "any",
        "tags": [],
        "maximum": 4,
        "maximum-mitigated": 4
      },
      "claim": "No requirement leaves level 7 with more than a moderate risk.",
      "why": "What is integrated is hard to take out again; a mitigation counts by what it leaves.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement",
      "default": "at most 4 of 10; of a mitigated risk its residual",
      "effort": "high",
      "remedy": [
        "Write `.mltrl/requirements/{component}.yml` with entries under `research` and `product`, each with `id`, `statement`, `verification`, `validation` and `risk` of `p-failure` and `value`."
      ],
      "gate": 7,
      "mend": [
        "Bring the risk of the requirements named above down, and state `risk.residual` with `p-failure` and `value` beside the mitigation."
      ]
    },
    {
      "id": "shadow-test",
      "kind": "deployment-test",
      "params": {
        "evidence": "shadow",
        "minimum-days": 7,
        "trust": 0
      },
      "claim": "The component ran in the shadow of production long enough, without regressions that nobody accepts.",
      "why": "Real data holds surprises, such as an upstream format that changes; in the shadow they hurt nobody.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 8",
      "default": "7 days, passed, each regression accepted with a reason",
      "effort": "high",
      "remedy": [
        "Let the shadow run write `.mltrl/evidence/{component}/shadow.yml` with `environment`, `version`, `start`, `end`, `passed` and `regressions`, and {hand-in}."
      ],
      "gate": 8,
      "onReports": true,
      "mend": [
        "Correct `{path}` where it is incomplete, or run the test again until it passes; give each regression that is accepted `accepted-by` and `reason`. Then {hand-in}."
      ]
    },
    {
      "id": "canary-test",
      "kind": "deployment-test",
      "params": {
        "evidence": "canary",
        "minimum-days": 0,
        "trust": 0
      },
      "claim": "A small part of production ran the component first, without regressions that nobody accepts.",
      "why": "What goes wrong for a few is found before it goes wrong for all.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 8",
      "default": "passed, each regression accepted with a reason",
      "effort": "high",
      "remedy": [
        "Let the canary write `.mltrl/evidence/{component}/canary.yml` with `environment`, `version`, `start`, `end`, `passed` and `regressions`, and {hand-in}."
      ],
      "gate": 8,
      "onReports": true,
      "mend": [
        "Correct `{path}` where it is incomplete, or run the test again until it passes; give each regression that is accepted `accepted-by` and `reason`. Then {hand-in}."
      ]
    },
    {
      "id": "ab-test",
      "kind": "deployment-test",
      "params": {
        "evidence": "ab-test",
        "minimum-days": 0,
        "trust": 0
      },
      "claim": "The component was compared with what it replaces, on people or cases chosen at random.",
      "why": "An offline metric says what a model can do; only the comparison says whether it helps.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 8",
      "default": "passed, each regression accepted with a reason",
      "effort": "high",
      "remedy": [
        "Write the outcome to `.mltrl/evidence/{component}/ab-test.yml` with `environment`, `version`, `start`, `end`, `passed` and `regressions`, and {hand-in}."
      ],
      "gate": 8,
      "onReports": true,
      "conditional": "nothing that it replaces, or nobody on whom it may be compared",
      "mend": [
        "Correct `{path}` where it is incomplete, or run the test again until it passes; give each regression that is accepted `accepted-by` and `reason`. Then {hand-in}."
      ]
    },
    {
      "id": "blue-green-test",
      "kind": "deployment-test",
      "params": {
        "evidence": "blue-green",
        "minimum-days": 0,
        "trust": 0
      },
      "claim": "Switching to the new version and back again was tried.",
      "why": "The way back is needed when there is no time left to find it.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 8",
      "default": "passed, each regression accepted with a reason",
      "effort": "medium",
      "remedy": [
        "Write the outcome to `.mltrl/evidence/{component}/blue-green.yml` with `environment`, `version`, `start`, `end`, `passed` and `regressions`, and {hand-in}."
      ],
      "gate": 8,
      "onReports": true,
      "conditional": "an installation that cannot run two versions side by side",
      "mend": [
        "Correct `{path}` where it is incomplete, or run the test again until it passes; give each regression that is accepted `accepted-by` and `reason`. Then {hand-in}."
      ]
    },
    {
      "id": "stress-test-scheduled",
      "kind": "scheduled-workflow",
      "params": {
        "evidence": "stress-test",
        "maximum-age": 7,
        "trust": 0
      },
      "claim": "A workflow puts the system under stress regularly, and passed lately.",
      "why": "Load, data and dependencies change without a commit; what was fast once is fast until somebody looks.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 8",
      "default": "a workflow with a schedule; its last run passed and ended at most 7 days ago",
      "effort": "high",
      "remedy": [
        "Give a workflow under `.github/workflows/` a `schedule`.",
        "Let it write `.mltrl/evidence/{component}/stress-test.yml` with its own path as `workflow`, and `environment`, `version`, `start`, `end`, `passed` and `regressions`; {hand-in}."
      ],
      "gate": 8,
      "onReports": true,
      "mend": [
        "Correct `{path}` where it is incomplete, or run the test again until it passes; give each regression that is accepted `accepted-by` and `reason`. Then {hand-in}."
      ]
    },
    {
      "id": "fallback-rollback",
      "kind": "deployment-test",
      "params": {
        "evidence": "fallback",
        "minimum-days": 0,
        "trust": 0
      },
      "claim": "Falling back, by rolling back or by passing the component by, was tried and works.",
      "why": "A model that misbehaves must be taken out at once, and the rest has to go on without it.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Official MLTRL repository, example card of level 8; deon, E.3",
      "default": "a drill that passed, each regression accepted with a reason",
      "effort": "medium",
      "remedy": [
        "Write the outcome of the drill to `.mltrl/evidence/{component}/fallback.yml` with `environment`, `version`, `start`, `end`, `passed` and `regressions`, and {hand-in}."
      ],
      "gate": 8,
      "onReports": true,
      "mend": [
        "Correct `{path}` where it is incomplete, or run the test again until it passes; give each regression that is accepted `accepted-by` and `reason`. Then {hand-in}."
      ]
    },
    {
      "id": "data-distribution-logging",
      "kind": "predicate",
      "params": {
        "evidence": "data-distribution",
        "checks": [
          {
            "select": "$.config",
            "every": {
              "length-at-least": 3
            },
            "minimum-matches": 1
          },
          {
            "select": "$.features[*].count",
            "every": {
              "above": 0
            },
            "minimum-matches": 1
          },
          {
            "select": "$.features[?!@.count]",
            "claim": "each feature states its count",
            "minimum-matches": 0,
            "maximum-matches": 0
          },
          {
            "select": "$.performance.value",
            "every": {
              "type": "number"
            },
            "minimum-matches": 1
          },
          {
            "select": "$.performance.count",
            "every": {
              "above": 0
            },
            "minimum-matches": 1
          }
        ],
        "limits": {},
        "presets": [],
        "trust": 0
      },
      "claim": "The distribution of the data is logged beside the performance of the model.",
      "why": "A drop in performance is explained by the data or not at all; both have to be there for the same time.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 8",
      "default": "the logging's configuration, and a sample with features and performance",
      "effort": "medium",
      "remedy": [
        "Write a sample of the log to `.mltrl/evidence/{component}/data-distribution.yml` with `config`, `features` (each with `name` and `count`) and `performance` (`metric`, `value`, `count`); {hand-in}."
      ],
      "gate": 8,
      "onReports": true,
      "mend": [
        "Complete `{path}` where it falls short of what is named above; where a value is out of its bounds, mend what was measured and let it be measured again. Then {hand-in}."
      ]
    },
    {
      "id": "all-requirements-validated",
      "kind": "requirement-vv",
      "params": {
        "of": "any",
        "tags": [],
        "parts": [
          "verification",
          "validation"
        ],
        "demand": "passed",
        "evidence": true,
        "risk": false,
        "maximum-waived-risk": 3
      },
      "claim": "Every technical and product requirement is verified and validated, with what shows it.",
      "why": "The review of level 8 walks through all of them; what is waived here is waived for the people affected.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 8; the cap on waivers is ours",
      "default": "all passed with evidence; none waived whose risk is above 3",
      "effort": "high",
      "remedy": [
        "Write `.mltrl/requirements/{component}.yml` with entries under `research` and `product`, each with `id`, `statement`, `verification`, `validation` and `risk` of `p-failure` and `value`."
      ],
      "gate": 8,
      "mend": [
        "Bring `verification` and `validation` of the requirements named above to `status: passed`, each with `evidence`.",
        "Or, up to a risk of 3, set `status: waived` with `reviewer` and `reason`."
      ]
    },
    {
      "id": "go-no-go-record",
      "kind": "key-decision",
      "params": {
        "level": 8,
        "known": [
          "go",
          "no-go"
        ],
        "accepted": [
          "go"
        ],
        "minimum-reason": 20,
        "fields": [
          "window",
          "signed-by"
        ],
        "maximum-age": 30
      },
      "claim": "The decision to deploy is recorded, with when and by whom.",
      "why": "Somebody has to say go, and for which days; a decision that is never used up gets used for something else.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 8",
      "default": "go, signed, with a window of days, at most 30 days old",
      "effort": "low",
      "remedy": [
        "Write `.mltrl/decisions/{component}/<date>-8.yml` with `decision: go`, `reason`, `by`, `signed-by` and `window: {from, to}`."
      ],
      "gate": 8
    },
    {
      "id": "full-slate-review",
      "kind": "review-panel",
      "params": {
        "panels": [
          {
            "from-level": 8,
            "roles": [
              "applied-ai",
              "engineering",
              "compliance"
            ]
          }
        ],
        "vouched-by": "quality",
        "own-panel-until": 1
      },
      "claim": "Those who built it and who answer for compliance have approved, beside the panel.",
      "why": "The last review before deployment is held by the full slate of stakeholders; the panel of the step seats the others.",
      "applies": "at-graduation",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 8",
      "default": "one seat each for applied-ai, engineering and compliance",
      "effort": "medium",
      "remedy": [
        "Ask the people named in the check for a review.",
        "A seat that nobody can fill needs members: name them under `roles` in `.mltrl/config.yml`."
      ],
      "gate": 8
    },
    {
      "id": "ethics-complete",
      "kind": "checklist",
      "params": {
        "references": [
          {
            "list": "mltrl-post-development",
            "items": [
              "**"
            ]
          },
          {
            "list": "deon",
            "items": [
              "**"
            ]
          }
        ],
        "minimum-complete": 100,
        "minimum-answer": 40,
        "minimum-reason": 20,
        "maximum-not-applicable": 50
      },
      "claim": "The ethics checklist is complete.",
      "why": "The last gate before people are affected.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Official MLTRL repository, ethics checklist and example card of level 8",
      "default": "every question after development answered in 40 characters, or all of deon ticked; reasons of 20 characters where not applicable",
      "effort": "high",
      "remedy": [
        "Fill in `.mltrl/ethics/{component}.md`; the items named above are open."
      ],
      "gate": 8
    },
    {
      "id": "testing-status-live",
      "kind": "card-section-stated",
      "params": {
        "sections": [
          "testing-status"
        ],
        "minimum-text": 20,
        "links": 1
      },
      "claim": "The card's testing status links to where the tests can be seen.",
      "why": "A sentence about tests is true on the day it is written; a status page is true today.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "paper",
      "source": "Official MLTRL repository, example card of level 8",
      "default": "one link; whether it can be reached is not tried",
      "effort": "low",
      "remedy": [
        "Link the status page of CI, or the product's data sheet, in the section \"Testing status\" of `.mltrl/cards/{component}.md`."
      ],
      "gate": 8
    },
    {
      "id": "ml-test-score-ready",
      "kind": "ml-test-score",
      "params": {
        "minimum": 2,
        "trust": 0
      },
      "claim": "The weakest section of the ML Test Score has more than first tests.",
      "why": "Up to 2 points the authors of the score speak of a first pass; production asks for more.",
      "applies": "standing",
      "severity": "advisory",
      "origin": "judgement",
      "source": "judgement, after the bands of Breck et al. 2017",
      "default": "a final score of 2",
      "effort": "high",
      "remedy": [
        "Do the tests of the section named above, by hand first (0.5), then automatically (1)."
      ],
      "gate": 8,
      "onReports": true,
      "conditional": "a component without a model"
    },
    {
      "id": "ml-test-score-high-risk",
      "kind": "ml-test-score",
      "params": {
        "minimum": 3,
        "when-tags": [
          "high-risk"
        ],
        "trust": 0
      },
      "claim": "A component of high risk is strongly tested in every section of the ML Test Score.",
      "why": "Where people can come to harm, one neglected part is enough.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement, after the bands of Breck et al. 2017",
      "default": "a final score of 3, where a product requirement is tagged high-risk",
      "effort": "high",
      "remedy": [
        "Do the tests of the section named above, by hand first (0.5), then automatically (1)."
      ],
      "gate": 8,
      "onReports": true
    },
    {
      "id": "risk-ceiling-8",
      "kind": "risk-ceiling",
      "params": {
        "of": "any",
        "tags": [],
        "maximum": 3,
        "maximum-mitigated": 3
      },
      "claim": "No requirement goes into deployment with more than a low risk.",
      "why": "What is left now is borne by the people affected.",
      "applies": "standing",
      "severity": "blocking",
      "origin": "judgement",
      "source": "judgement",
      "default": "at most 3 of 10; of a mitigated risk its residual",
      "effort": "high",
      "remedy": [
        "Write `.mltrl/requirements/{component}.yml` with entries under `research` and `product`, each with `id`, `statement`, `verification`, `validation` and `risk` of `p-failure` and `value`."
      ],
      "gate": 8,
      "mend": [
        "Bring the risk of the requirements named above down, and state `risk.residual` with `p-failure` and `value` beside the mitigation."
      ]
    },
    {
      "id": "monitoring-fresh-data-quality",
      "kind": "predicate",
      "params": {
        "evidence": "data-quality",
        "checks": [
          {
            "select": "$.checks[*].passed",
            "every": {
              "equals": true
            },
            "minimum-matches": 1
          },
          {
            "select": "$.checks[?!@.passed]",
            "claim": "each check states whether it passed",
            "minimum-matches": 0,
            "maximum-matches": 0
          }
        ],
        "limits": {},
        "presets": [
          "great-expectations",
          "pandera",
          "deepchecks",
          "evidently",
          "tfdv"
        ],
        "maximum-age": 7
      },
      "claim": "The quality of the data in production is watched, and is good.",
      "why": "Without thorough tests of quality and drift no deployment is reliable; a monitor that is silent looks like one that is content.",
      "applies": "continuous",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 9",
      "default": "a report of at most 7 days, at least one check, all passed",
      "effort": "medium",
      "remedy": [
        "Let the monitor write `.mltrl/evidence/{component}/data-quality.yml` with `made-at` and `checks`, each with `name` and `passed`, or commit the report of your tool; {hand-in}."
      ],
      "gate": 9,
      "onReports": true,
      "mend": [
        "Where the report is incomplete, let the monitor write what is named above; where a check failed, look into it before the report is made again. Then {hand-in}."
      ]
    },
    {
      "id": "monitoring-fresh-data-drift",
      "kind": "predicate",
      "params": {
        "evidence": "data-drift",
        "checks": [
          {
            "select": "$.checks[*].passed",
            "every": {
              "equals": true
            },
            "minimum-matches": 1
          },
          {
            "select": "$.checks[?!@.passed]",
            "claim": "each check states whether it passed",
            "minimum-matches": 0,
            "maximum-matches": 0
          }
        ],
        "limits": {},
        "presets": [
          "evidently",
          "deepchecks",
          "tfdv"
        ],
        "maximum-age": 7
      },
      "claim": "Drift of the data in production is watched, and there is none beyond its bounds.",
      "why": "Inputs move away from what the model has learned, and nothing in the code shows it.",
      "applies": "continuous",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 9",
      "default": "a report of at most 7 days, at least one check, all passed",
      "effort": "medium",
      "remedy": [
        "Let the monitor write `.mltrl/evidence/{component}/data-drift.yml` with `made-at` and `checks`, each with `name` and `passed`, or commit the report of your tool; {hand-in}."
      ],
      "gate": 9,
      "onReports": true,
      "mend": [
        "Where the report is incomplete, let the monitor write what is named above; where a check failed, look into it before the report is made again. Then {hand-in}."
      ]
    },
    {
      "id": "monitoring-fresh-concept-drift",
      "kind": "predicate",
      "params": {
        "evidence": "concept-drift",
        "checks": [
          {
            "select": "$.checks[*].passed",
            "every": {
              "equals": true
            },
            "minimum-matches": 1
          },
          {
            "select": "$.checks[?!@.passed]",
            "claim": "each check states whether it passed",
            "minimum-matches": 0,
            "maximum-matches": 0
          }
        ],
        "limits": {},
        "presets": [
          "evidently",
          "deepchecks"
        ],
        "maximum-age": 7
      },
      "claim": "Drift of what is to be learned is watched, and there is none beyond its bounds.",
      "why": "The same input can come to mean something else; data that looks as ever hides it.",
      "applies": "continuous",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 9",
      "default": "a report of at most 7 days, at least one check, all passed",
      "effort": "high",
      "remedy": [
        "Let the monitor write `.mltrl/evidence/{component}/concept-drift.yml` with `made-at` and `checks`, each with `name` and `passed`, or commit the report of your tool; {hand-in}."
      ],
      "gate": 9,
      "onReports": true,
      "conditional": "a component without a model",
      "mend": [
        "Where the report is incomplete, let the monitor write what is named above; where a check failed, look into it before the report is made again. Then {hand-in}."
      ]
    },
    {
      "id": "automated-evaluation",
      "kind": "predicate",
      "params": {
        "evidence": "live-evaluation",
        "checks": [
          {
            "select": "$.actuals",
            "every": {
              "in": [
                "immediate",
                "delayed"
              ]
            },
            "minimum-matches": 1
          },
          {
            "select": "$.metrics[*].value",
            "every": {
              "type": "number"
            },
            "minimum-matches": 1
          },
          {
            "select": "$.metrics[?!@.value]",
            "claim": "each metric states its value",
            "minimum-matches": 0,
            "maximum-matches": 0
          },
          {
            "select": "$.count",
            "every": {
              "above": 0
            },
            "minimum-matches": 1
          }
        ],
        "limits": {},
        "presets": [],
        "maximum-age": 30
      },
      "claim": "The model is evaluated on what happens in production, automatically.",
      "why": "The metrics of the last test set say how it was; degradation hides until somebody measures again.",
      "applies": "continuous",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 9",
      "default": "a report of at most 30 days that says when the truth is known",
      "effort": "high",
      "remedy": [
        "Let the evaluation write `.mltrl/evidence/{component}/live-evaluation.yml` with `made-at`, `actuals: immediate` or `delayed`, `count` and `metrics`, each with `name` and `value`; {hand-in}."
      ],
      "gate": 9,
      "onReports": true,
      "conditional": "a component without a model",
      "mend": [
        "Complete `{path}` where it falls short of what is named above; where a value is out of its bounds, mend what was measured and let it be measured again. Then {hand-in}."
      ]
    },
    {
      "id": "outputs-recorded",
      "kind": "predicate",
      "params": {
        "evidence": "live-evaluation",
        "checks": [
          {
            "select": "$.actuals",
            "every": {
              "in": [
                "immediate",
                "delayed"
              ]
            },
            "minimum-matches": 1
          },
          {
            "select": "$['prediction-log']",
            "if": "$[?@ == 'delayed']",
            "every": {
              "length-at-least": 3
            },
            "minimum-matches": 1
          }
        ],
        "limits": {},
        "presets": []
      },
      "claim": "Where the truth comes late, outputs are recorded until it does.",
      "why": "An output that nobody kept can never be evaluated.",
      "applies": "continuous",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 9",
      "default": "where actuals are delayed, the place of the prediction log",
      "effort": "medium",
      "remedy": [
        "Give `.mltrl/evidence/{component}/live-evaluation.yml` a `prediction-log`: where outputs are kept, and how long."
      ],
      "gate": 9,
      "onReports": true,
      "conditional": "a component without a model",
      "mend": [
        "Give `{path}` a `prediction-log`: where outputs are kept, and how long. Then {hand-in}."
      ]
    },
    {
      "id": "logs-three-streams",
      "kind": "document",
      "params": {
        "document": "logging",
        "headings": [
          "system",
          "model",
          "data"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "System, model and data are each logged.",
      "why": "A fault shows in one of the three; with one missing it is searched for in the others.",
      "applies": "continuous",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 9",
      "default": "three headings with 20 characters each",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/logging.yml` with `system`, `model` and `data`, each with what is logged, where, and how long it is kept."
      ],
      "gate": 9,
      "mend": [
        "Give `{path}` what is named above: what is logged, where, and how long it is kept."
      ]
    },
    {
      "id": "data-log-statistics",
      "kind": "predicate",
      "params": {
        "evidence": "data-log",
        "checks": [
          {
            "select": "$.features[*].count",
            "every": {
              "above": 0
            },
            "minimum-matches": 1
          },
          {
            "select": "$.features[?!@.count]",
            "claim": "each feature states its count",
            "minimum-matches": 0,
            "maximum-matches": 0
          },
          {
            "select": "$.predictions.count",
            "every": {
              "above": 0
            },
            "minimum-matches": 1
          },
          {
            "select": "$.anomalies",
            "every": {
              "at-least": 0
            },
            "minimum-matches": 1
          }
        ],
        "limits": {},
        "presets": [],
        "maximum-age": 30
      },
      "claim": "The data log holds statistics of features and predictions, and counts what is out of the ordinary.",
      "why": "Statistics can be compared over months and hold no person's data; raw logs do neither.",
      "applies": "continuous",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 9",
      "default": "features, predictions and anomalies, at most 30 days old",
      "effort": "medium",
      "remedy": [
        "Let the logging write `.mltrl/evidence/{component}/data-log.yml` with `made-at`, `features` (each with `name` and `count`), `predictions` (with `count`) and `anomalies`; {hand-in}."
      ],
      "gate": 9,
      "onReports": true,
      "mend": [
        "Complete `{path}` where it falls short of what is named above; where a value is out of its bounds, mend what was measured and let it be measured again. Then {hand-in}."
      ]
    },
    {
      "id": "log-routing",
      "kind": "document",
      "params": {
        "document": "logging",
        "headings": [
          "systems engineer|systems-engineer",
          "applied",
          "research"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "Logs reach systems, applied and research engineers.",
      "why": "Each sees something else in them; what reaches only one team is explained only in its terms.",
      "applies": "continuous",
      "severity": "advisory",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 9",
      "default": "three headings with 20 characters each",
      "effort": "low",
      "remedy": [
        "Add `systems-engineers`, `applied-engineers` and `research-engineers` to `.mltrl/documents/{component}/logging.yml`, each with what reaches them and how."
      ],
      "gate": 9,
      "mend": [
        "Say in `{path}` what reaches systems, applied and research engineers, and how."
      ]
    },
    {
      "id": "skew-monitor",
      "kind": "predicate",
      "params": {
        "evidence": "skew",
        "checks": [
          {
            "select": "$.checks[*].passed",
            "every": {
              "equals": true
            },
            "minimum-matches": 1
          },
          {
            "select": "$.checks[?!@.passed]",
            "claim": "each check states whether it passed",
            "minimum-matches": 0,
            "maximum-matches": 0
          }
        ],
        "limits": {},
        "presets": [
          "tfdv"
        ],
        "maximum-age": 7
      },
      "claim": "Skew between training and serving is watched, and there is none beyond its bounds.",
      "why": "Features that are made twice, for training and for serving, come apart; the model then answers another question.",
      "applies": "continuous",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 9",
      "default": "a report of at most 7 days, at least one check, all passed",
      "effort": "medium",
      "remedy": [
        "Let the monitor write `.mltrl/evidence/{component}/skew.yml` with `made-at` and `checks`, each with `name` and `passed`; {hand-in}."
      ],
      "gate": 9,
      "onReports": true,
      "conditional": "a component without a model",
      "mend": [
        "Where the report is incomplete, let the monitor write what is named above; where a check failed, look into it before the report is made again. Then {hand-in}."
      ]
    },
    {
      "id": "retrain-trigger",
      "kind": "document",
      "params": {
        "document": "retraining",
        "headings": [
          "trigger|rule|when",
          "team|notif|who"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "It is settled when the model is trained again, and who is told.",
      "why": "A signal to retrain that reaches nobody is no signal.",
      "applies": "continuous",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 9",
      "default": "two headings with 20 characters each",
      "effort": "low",
      "remedy": [
        "Write `.mltrl/documents/{component}/retraining.yml` with `trigger` (which value, beyond which bound) and `team` (who is told, and how)."
      ],
      "gate": 9,
      "conditional": "a component without a model",
      "mend": [
        "Give `{path}` what is named above: which value beyond which bound, who is told and how."
      ]
    },
    {
      "id": "feedback-path",
      "kind": "document",
      "params": {
        "document": "feedback",
        "headings": [
          "form|endpoint|channel",
          "team"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "Users reach research and development with nothing in between.",
      "why": "Users find what no monitor looks for; each desk in between drops some of it.",
      "applies": "continuous",
      "severity": "blocking",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 9",
      "default": "two headings with 20 characters each",
      "effort": "low",
      "remedy": [
        "Write `.mltrl/documents/{component}/feedback.yml` with `channel` (a form or an endpoint) and `team` (who in research and development reads it first)."
      ],
      "gate": 9,
      "mend": [
        "Give `{path}` what is named above: a form or an endpoint, and who reads it first."
      ]
    },
    {
      "id": "incident-path",
      "kind": "document",
      "params": {
        "document": "runbook",
        "headings": [
          "incident|step|what to do",
          "contact|redress",
          "shut|stop|switch|turn off"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "There is a runbook for incidents, with a contact for those affected and a way to switch off.",
      "why": "In an incident nobody has time to invent one, and whoever was harmed needs somebody to turn to.",
      "applies": "continuous",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Official MLTRL repository, ethics checklist (questions 9, 10 and 15 after development); deon, E.2",
      "default": "three headings with 20 characters each",
      "effort": "medium",
      "remedy": [
        "Write `.mltrl/documents/{component}/runbook.md` with headings for the steps in an incident, the contact for those affected, and shutting down."
      ],
      "gate": 9,
      "mend": [
        "Give `{path}` the headings named above, each with 20 characters or more below it."
      ]
    },
    {
      "id": "periodic-review-current",
      "kind": "periodic-review",
      "params": {
        "maximum-age": 90,
        "minimum-reviewers": 1
      },
      "claim": "What is deployed has been reviewed not too long ago.",
      "why": "Systems around it change; the review finds stale models and decides whether the component has to go back.",
      "applies": "continuous",
      "severity": "blocking",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 9",
      "default": "a review of level 9 at most 90 days ago",
      "effort": "medium",
      "remedy": [
        "Review, and write `.mltrl/reviews/{component}/<date>-9-to-9.yml` with decision, date, reviewers and criteria."
      ],
      "gate": 9
    },
    {
      "id": "release-cadence",
      "kind": "document",
      "params": {
        "document": "operations",
        "headings": [
          "release|cadence"
        ],
        "fields": [],
        "minimum-text": 20,
        "placeholders": true,
        "references": 0
      },
      "claim": "How often versions are released is declared.",
      "why": "The cadence sets how long a known fault stays with users.",
      "applies": "continuous",
      "severity": "advisory",
      "origin": "paper",
      "source": "Lavin et al. 2022, level 9",
      "default": "one heading with 20 characters",
      "effort": "low",
      "remedy": [
        "Add `releases` to `.mltrl/documents/{component}/operations.yml`."
      ],
      "gate": 9,
      "mend": [
        "Say in `{path}` how often versions are released."
      ]
    },
    {
      "id": "stale-model",
      "kind": "model-age",
      "params": {
        "document": "operations",
        "heading": "maximum-model-age"
      },
      "claim": "No model is older than the component itself declares that one may be.",
      "why": "A model ages while it stands still, because the world does not.",
      "applies": "continuous",
      "severity": "advisory",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 9",
      "default": "younger than the declared number of days",
      "effort": "medium",
      "remedy": [
        "Declare `maximum-model-age: <days>` in `.mltrl/documents/{component}/operations.yml`.",
        "Give each model on the card `trained: <date>`; train again what is too old."
      ],
      "gate": 9,
      "conditional": "a component without a model"
    },
    {
      "id": "data-policy-watch",
      "kind": "predicate",
      "params": {
        "evidence": "document:data-policy",
        "checks": [
          {
            "select": "$.owner",
            "every": {
              "length-at-least": 2
            },
            "minimum-matches": 1
          }
        ],
        "limits": {},
        "presets": [],
        "maximum-age": 90,
        "made-at": "$.checked"
      },
      "claim": "Somebody watches how rules for the data change, and looked lately.",
      "why": "In regulated domains the data that was lawful at training may not be next year.",
      "applies": "continuous",
      "severity": "advisory",
      "origin": "paper-with-our-number",
      "source": "Lavin et al. 2022, level 9",
      "default": "an owner, and a check at most 90 days ago",
      "effort": "low",
      "remedy": [
        "Write `.mltrl/documents/{component}/data-policy.yml` with `owner` and `checked: <date>`."
      ],
      "gate": 9,
      "mend": [
        "Complete `{path}` where named above."
      ]
    }
  ],
  "profiles": [
    {
      "name": "full",
      "description": "Everything that MLTRL asks for and the checks we added.",
      "rules": [
        "system-level-is-min",
        "no-level-skip",
        "gate-review-recorded",
        "review-panel-satisfied",
        "no-self-approval",
        "switchback-recorded",
        "no-unearned-switchback",
        "review-content-stated",
        "deployed-change-switchback",
        "new-feature-switchback",
        "hotfix-approved",
        "component-lineage",
        "declared-things-kept",
        "merged-records-kept",
        "card-table-complete",
        "card-level-consistent",
        "card-no-placeholder",
        "card-ethics-stated",
        "card-sections-present",
        "card-debrief-answered",
        "card-touched-on-change",
        "card-prior-link",
        "card-started",
        "research-plan-present",
        "formulation-stated",
        "literature-referenced",
        "data-readiness-statement",
        "lead-approves",
        "semver-code",
        "semver-model",
        "semver-dataset",
        "versions-on-card",
        "sample-data-declared",
        "acquisition-strategy",
        "experiments-recorded",
        "comparison-study",
        "coverage-not-gated",
        "codebase-organised",
        "research-requirements-present",
        "requirement-singular-shall",
        "requirement-solution-neutral",
        "requirement-vv-defined",
        "requirement-risk-quantified",
        "testbed-declared",
        "pop-data-declared",
        "sim-to-real-plan",
        "claims-satisfied",
        "analysis-reproducible",
        "path-decision",
        "unit-tests-pass",
        "integration-tests-pass",
        "coverage-prototype",
        "style-check",
        "interfaces-documented",
        "default-test-data",
        "mock-data",
        "model-data-version-control",
        "domain-data-rules",
        "slo-draft",
        "working-group-product-engineering",
        "risk-ceiling-3",
        "real-data-used",
        "multi-dataset-poc",
        "metrics-quality-splits",
        "metrics-compute-cost",
        "metrics-end-user",
        "data-readiness-evaluated",
        "datasheet-complete",
        "synthetic-matches-real",
        "poc-pipeline-mirrors-inference",
        "assumptions-stated",
        "ethics-predev-complete",
        "security-privacy-requirements",
        "continue-decision",
        "risk-ceiling-4",
        "research-vv-complete",
        "product-requirements-drafted",
        "stakeholder-alignment",
        "interdisciplinary-group",
        "knowledge-shared",
        "capability-stated",
        "prod-owner-named",
        "data-governance-plan",
        "pipeline-scaling-plan",
        "resource-commitment",
        "risk-ceiling-5",
        "coverage-capability",
        "coverage-product",
        "api-specified",
        "product-requirement-traced",
        "robustness-adversarial",
        "robustness-semantic-perturbation",
        "generalisation-other-source",
        "distribution-shift-check",
        "explanation-validated",
        "deployment-setting-declared",
        "deployment-decision",
        "slo-defined",
        "data-pipeline-spec",
        "compliance-reviewed",
        "ethics-revisited",
        "risk-ceiling-6",
        "critical-scenario-tests",
        "data-slice-tests",
        "golden-dataset-baseline",
        "metamorphic-tests",
        "data-intervention-tests",
        "pipeline-tests",
        "underspecification-check",
        "ml-test-score",
        "ml-test-score-minimum",
        "drift-tests-built",
        "qa-data-governance",
        "privacy-security-audit",
        "working-group-balance",
        "ethics-postdev-started",
        "coverage-kept",
        "risk-ceiling-7",
        "shadow-test",
        "canary-test",
        "ab-test",
        "blue-green-test",
        "stress-test-scheduled",
        "fallback-rollback",
        "data-distribution-logging",
        "all-requirements-validated",
        "go-no-go-record",
        "full-slate-review",
        "ethics-complete",
        "testing-status-live",
        "ml-test-score-ready",
        "ml-test-score-high-risk",
        "risk-ceiling-8",
        "monitoring-fresh-data-quality",
        "monitoring-fresh-data-drift",
        "monitoring-fresh-concept-drift",
        "automated-evaluation",
        "outputs-recorded",
        "logs-three-streams",
        "data-log-statistics",
        "log-routing",
        "skew-monitor",
        "retrain-trigger",
        "feedback-path",
        "incident-path",
        "periodic-review-current",
        "release-cadence",
        "stale-model",
        "data-policy-watch"
      ]
    },
    {
      "name": "lite",
      "description": "What helps from the first day: card, versions, tests and coverage, ethics, ladder, switchbacks and review.",
      "rules": [
        "system-level-is-min",
        "no-level-skip",
        "gate-review-recorded",
        "review-panel-satisfied",
        "no-self-approval",
        "switchback-recorded",
        "no-unearned-switchback",
        "review-content-stated",
        "deployed-change-switchback",
        "new-feature-switchback",
        "hotfix-approved",
        "component-lineage",
        "declared-things-kept",
        "merged-records-kept",
        "card-table-complete",
        "card-level-consistent",
        "card-no-placeholder",
        "card-ethics-stated",
        "card-sections-present",
        "card-debrief-answered",
        "card-touched-on-change",
        "card-started",
        "semver-code",
        "semver-model",
        "semver-dataset",
        "versions-on-card",
        "unit-tests-pass",
        "coverage-prototype",
        "assumptions-stated",
        "ethics-predev-complete",
        "capability-stated",
        "prod-owner-named",
        "coverage-capability",
        "coverage-product",
        "ethics-revisited",
        "ethics-complete"
      ]
    }
  ],
  "checklists": [
    {
      "name": "deon",
      "source": "https://github.com/drivendataorg/deon/blob/main/deon/assets/checklist.yml",
      "items": [
        {
          "id": "A.1",
          "part": "Data Collection",
          "text": "Informed consent: people knew and agreed what their data is for"
        },
        {
          "id": "A.2",
          "part": "Data Collection",
          "text": "Collection bias: sources of bias considered and lessened"
        },
        {
          "id": "A.3",
          "part": "Data Collection",
          "text": "Limit PII exposure: no more personal data than needed"
        },
        {
          "id": "A.4",
          "part": "Data Collection",
          "text": "Downstream bias mitigation: data allows results to be tested for bias"
        },
        {
          "id": "B.1",
          "part": "Data Storage",
          "text": "Data security: a plan to protect the data"
        },
        {
          "id": "B.2",
          "part": "Data Storage",
          "text": "Right to be forgotten: people can have their data removed"
        },
        {
          "id": "B.3",
          "part": "Data Storage",
          "text": "Data retention plan: data goes when it is no longer needed"
        },
        {
          "id": "C.1",
          "part": "Analysis",
          "text": "Missing perspectives: affected people and experts were heard"
        },
        {
          "id": "C.2",
          "part": "Analysis",
          "text": "Dataset bias: the data was examined for bias"
        },
        {
          "id": "C.3",
          "part": "Analysis",
          "text": "Honest representation: figures and reports show what the data says"
        },
        {
          "id": "C.4",
          "part": "Analysis",
          "text": "Privacy in analysis: personal data is shown only where it must be"
        },
        {
          "id": "C.5",
          "part": "Analysis",
          "text": "Auditability: the analysis is documented and can be repeated"
        },
        {
          "id": "D.1",
          "part": "Modeling",
          "text": "Proxy discrimination: no variables that stand in for unfair ones"
        },
        {
          "id": "D.2",
          "part": "Modeling",
          "text": "Fairness across groups: results tested for each group affected"
        },
        {
          "id": "D.3",
          "part": "Modeling",
          "text": "Metric selection: what optimising the metric leads to was considered"
        },
        {
          "id": "D.4",
          "part": "Modeling",
          "text": "Explainability: decisions can be explained where they have to be"
        },
        {
          "id": "D.5",
          "part": "Modeling",
          "text": "Communicate limitations: those concerned know what the model cannot do"
        },
        {
          "id": "E.1",
          "part": "Deployment",
          "text": "Monitoring and evaluation: the model is watched after deployment"
        },
        {
          "id": "E.2",
          "part": "Deployment",
          "text": "Redress: a plan for people who come to harm"
        },
        {
          "id": "E.3",
          "part": "Deployment",
          "text": "Roll back: the model can be turned off or put back"
        },
        {
          "id": "E.4",
          "part": "Deployment",
          "text": "Unintended use: misuse is foreseen, prevented and watched"
        }
      ]
    },
    {
      "name": "mltrl-post-development",
      "source": "https://github.com/ai-infrastructure-alliance/mltrl/blob/main/ethics_checklist.md",
      "items": [
        {
          "id": "post/1",
          "part": "post",
          "text": "Compliance with the law"
        },
        {
          "id": "post/2",
          "part": "post",
          "text": "A list of possible attacks and abuses"
        },
        {
          "id": "post/3",
          "part": "post",
          "text": "Training data tested for fairness and representativeness"
        },
        {
          "id": "post/4",
          "part": "post",
          "text": "Sources of bias in the data understood"
        },
        {
          "id": "post/5",
          "part": "post",
          "text": "Diversity of opinions, backgrounds and thought in the team"
        },
        {
          "id": "post/6",
          "part": "post",
          "text": "Consent needed to collect and keep data"
        },
        {
          "id": "post/7",
          "part": "post",
          "text": "A way to gather that consent"
        },
        {
          "id": "post/8",
          "part": "post",
          "text": "Consent explained clearly"
        },
        {
          "id": "post/9",
          "part": "post",
          "text": "Redress for people who come to harm"
        },
        {
          "id": "post/10",
          "part": "post",
          "text": "A way to switch it off in production"
        },
        {
          "id": "post/11",
          "part": "post",
          "text": "Fairness tested across groups of users"
        },
        {
          "id": "post/12",
          "part": "post",
          "text": "Error rates compared across groups of users"
        },
        {
          "id": "post/13",
          "part": "post",
          "text": "Drift tested and monitored so that it stays fair"
        },
        {
          "id": "post/14",
          "part": "post",
          "text": "A plan to protect the data of users"
        },
        {
          "id": "post/15",
          "part": "post",
          "text": "How users learn of issues, updates and changed policies"
        }
      ]
    },
    {
      "name": "mltrl-pre-development",
      "source": "https://github.com/ai-infrastructure-alliance/mltrl/blob/main/ethics_checklist.md",
      "items": [
        {
          "id": "pre/data-ownership/1",
          "part": "pre",
          "text": "Use and reuse of data that clients hand over"
        },
        {
          "id": "pre/data-ownership/2",
          "part": "pre",
          "text": "Storage of data, and of personal data in particular"
        },
        {
          "id": "pre/data-ownership/3",
          "part": "pre",
          "text": "What clients are told about where their data goes"
        },
        {
          "id": "pre/data-collection/1",
          "part": "pre",
          "text": "Security from collection to storage and how it is verified"
        },
        {
          "id": "pre/data-collection/2",
          "part": "pre",
          "text": "Use by clients in line with the protection of personal data"
        },
        {
          "id": "pre/data-collection/3",
          "part": "pre",
          "text": "How data is made anonymous where that matters"
        },
        {
          "id": "pre/legal/1",
          "part": "pre",
          "text": "Compliance with law, for personal and for proprietary data"
        },
        {
          "id": "pre/legal/2",
          "part": "pre",
          "text": "Harm and unfair bias to people, protected groups above all"
        },
        {
          "id": "pre/privacy/1",
          "part": "pre",
          "text": "How people give informed consent"
        },
        {
          "id": "pre/privacy/2",
          "part": "pre",
          "text": "How people can opt out"
        },
        {
          "id": "pre/privacy/3",
          "part": "pre",
          "text": "How people learn that their data is accessed"
        },
        {
          "id": "pre/privacy/4",
          "part": "pre",
          "text": "How people learn of changed policies"
        },
        {
          "id": "pre/privacy/5",
          "part": "pre",
          "text": "How people learn what their data is used and shared for"
        },
        {
          "id": "pre/second-order-effects/1",
          "part": "pre",
          "text": "What end users are told about the handling of data"
        },
        {
          "id": "pre/second-order-effects/2",
          "part": "pre",
          "text": "What keeps technology and data to their intended use"
        },
        {
          "id": "pre/second-order-effects/3",
          "part": "pre",
          "text": "What keeps them to it in the long run"
        },
        {
          "id": "pre/miscellaneous/1",
          "part": "pre",
          "text": "Communicating results accurately and precisely"
        },
        {
          "id": "pre/miscellaneous/2",
          "part": "pre",
          "text": "Misleading nobody who has a stake"
        },
        {
          "id": "pre/miscellaneous/3",
          "part": "pre",
          "text": "Ways to harm users, mitigated and watched"
        }
      ]
    }
  ],
  "older": []
};
