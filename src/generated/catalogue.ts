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
      "gate": "every"
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
      "default": "at most one level for each graduation; entry level with a reason",
      "effort": "low",
      "remedy": [
        "Set `level` in `.mltrl/cards/{component}.md` to one above the base branch's.",
        "For a component that starts above 0, give `entry` with `level`, `reason` and `gates-not-walked`."
      ],
      "gate": "every"
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
      "gate": "every"
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
          }
        ],
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
        "Ask the people named in the check for a review.",
        "A seat that nobody can fill needs members: name them under `roles` in `.mltrl/config.yml`."
      ],
      "gate": "every"
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
      "gate": "every"
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
      "default": "a record in this pull request, a reason of 20 characters, one reviewer; of type \"review\" with the review's record",
      "effort": "low",
      "remedy": [
        "Or write `.mltrl/switchbacks/{component}/<date>-<N>-to-<M>.yml`; the types are discovery, review and embedded."
      ],
      "gate": "every"
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
      "default": "at or above the level of entry, or shown by a review record",
      "effort": "low",
      "remedy": [
        "Choose a level at or above the one the component entered at.",
        "Or name the earlier work as a component of its own with its own card."
      ],
      "gate": "every"
    },
    {
      "id": "declared-things-kept",
      "kind": "declared-things-kept",
      "params": {},
      "claim": "A declared model, dataset, requirement or checklist item is not removed in silence.",
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
      "gate": "every"
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
        "Add the headings named above to `.mltrl/cards/{component}.md` and write a paragraph below each."
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
      "claim": "A change of a declared model, dataset or requirement comes with a change of the card.",
      "why": "Cards go stale in silence; the moment of the change is the only one at which it costs a line.",
      "applies": "standing",
      "severity": {
        "blocking-from": 4
      },
      "origin": "paper-with-our-number",
      "source": "Official MLTRL repository, card page (cards must stay alive)",
      "default": "the card changes in the same pull request; advisory below level 4",
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
          "hypothes",
          "plan|approach|next step"
        ],
        "minimum-text": 20,
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
      "gate": 0
    },
    {
      "id": "formulation-stated",
      "kind": "document",
      "params": {
        "document": "plan",
        "headings": [
          "formulation|formalism|mathematic|problem statement"
        ],
        "minimum-text": 20,
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
      "gate": 0
    },
    {
      "id": "literature-referenced",
      "kind": "document",
      "params": {
        "document": "plan",
        "headings": [],
        "minimum-text": 20,
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
      "gate": 0
    },
    {
      "id": "data-readiness-statement",
      "kind": "document",
      "params": {
        "document": "plan",
        "headings": [
          "data"
        ],
        "minimum-text": 20,
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
        "Say under a heading \"Data readiness\" in `.mltrl/documents/{component}/plan.md` what data exists and how it becomes fit for use.",
        "For theory without data: `not-applicable: {data-readiness-statement: <reason>}` on the card."
      ],
      "gate": 0,
      "conditional": "pure theory, for which there is no data"
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
      "applies": "standing",
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
        "type": "model"
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
        "type": "dataset"
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
        "minimum-text": 20,
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
      "conditional": "a component that needs no further data"
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
        "minimum-text": 20,
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
      "gate": 1
    },
    {
      "id": "comparison-study",
      "kind": "document",
      "params": {
        "document": "experiments",
        "headings": [
          "comparison|baseline|compared"
        ],
        "minimum-text": 20,
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
      "gate": 1
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
        "evidence": false
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
        "Give each requirement named above in `.mltrl/requirements/{component}.yml` `verification` and `validation`, each with `method` and `status`."
      ],
      "gate": 2
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
        "Give each requirement named above `risk` with `p-failure` and `value`."
      ],
      "gate": 2
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
        "minimum-text": 20,
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
      "gate": 2
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
        "minimum-text": 20,
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
      "gate": 2
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
        "evidence": true
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
        "app": "github-actions"
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
        "minimum-reason": 20
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
        "maximum-skipped": 50
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
        "Mend the tests named above.",
        "If there is no report: let CI write JUnit XML and name it in `.mltrl/config.yml` as `evidence: {unit-tests: {format: junit, files: [...]}}`."
      ],
      "gate": 3
    },
    {
      "id": "integration-tests-pass",
      "kind": "test-results",
      "params": {
        "evidence": "integration-tests",
        "minimum": 1,
        "maximum-skipped": 50
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
        "Mend the tests named above.",
        "If there is no report: let CI write JUnit XML and name it in `.mltrl/config.yml` as `evidence: {integration-tests: {format: junit, files: [...]}}`."
      ],
      "gate": 3
    },
    {
      "id": "coverage-prototype",
      "kind": "coverage",
      "params": {
        "lines": 60,
        "changed-lines": 0,
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
        "Test the files named above.",
        "If there is no report: let CI write lcov and name it in `.mltrl/config.yml` as `evidence: {coverage: {format: lcov, files: [...]}}`."
      ],
      "gate": 3
    },
    {
      "id": "style-check",
      "kind": "external-check",
      "params": {
        "check": "lint",
        "app": "github-actions"
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
        "minimum-text": 20,
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
      "gate": 3
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
        "minimum-text": 20,
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
        "Write `.mltrl/documents/{component}/domain-data.md`, or declare on the card why there are no such rules."
      ],
      "gate": 3,
      "conditional": "a domain without rules for its data"
    },
    {
      "id": "slo-draft",
      "kind": "document",
      "params": {
        "document": "slo",
        "headings": [
          "indicator|objective|sli|slo"
        ],
        "minimum-text": 20,
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
      "gate": 3
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
        "List what is done about it under `risk.mitigation` of the requirements named above."
      ],
      "gate": 3
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
        "evidence": false
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
        "Bring `verification` and `validation` of the requirements named above to `status: passed`.",
        "Or set `status: waived` with `reviewer` and `reason`."
      ],
      "gate": 5
    },
    {
      "id": "coverage-product",
      "kind": "coverage",
      "params": {
        "lines": 80,
        "changed-lines": 80,
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
        "Test the files named above.",
        "If there is no report: let CI write lcov and name it in `.mltrl/config.yml` as `evidence: {coverage: {format: lcov, files: [...]}}`."
      ],
      "gate": 6
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
        "declared-things-kept",
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
        "ethics-predev-complete",
        "research-vv-complete",
        "coverage-product",
        "ethics-complete"
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
        "declared-things-kept",
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
        "ethics-predev-complete",
        "coverage-product",
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
  ]
};
