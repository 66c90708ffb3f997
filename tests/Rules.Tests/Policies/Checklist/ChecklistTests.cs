using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Policies.Checklist;

/// <summary>What a checklist says of records, gates, sequences, stages and forbidden conduct.</summary>
public sealed class ChecklistTests
{
    private const string Steps = """
        "types": { "step": ["received", "verified", "settled", "reported"] },
        "parameters": { "steps": ["List<step>", ["received", "verified", "settled", "reported"]] },
        """;

    private const string Sequence = "{" + Steps + """
        "facts": { "requestedStep": "step", "completedSteps": "List<step>" },
        "sequence": "steps", "requested": "requestedStep", "completed": "completedSteps",
        "outcome": { "allowed": "Boolean", "missing": "List<step>", "next": "step?" } }
        """;

    [Fact]
    public void What_is_missing_stands_in_the_order_of_the_policy_not_of_the_record()
    {
        var document = TestPolicy.Document("Checklist", "{" + Steps + """
            "facts": { "done": "List<step>" }, "required": "steps", "present": "done",
            "outcome": { "complete": "Boolean", "missing": "List<step>", "next": "step?" } }
            """);
        Assert.Equal("""{"complete":false,"missing":["received","settled"],"next":"received"}""", document.Decide("""{ "done": ["reported", "verified"] }"""));
        Assert.Equal("""{"complete":true,"missing":[],"next":null}""", document.Decide("""{ "done": ["reported", "settled", "received", "verified"] }"""));
    }

    [Theory]
    [InlineData("received", "[]", """{"allowed":true,"missing":[],"next":"received"}""")]
    [InlineData("settled", "[\"verified\"]", """{"allowed":false,"missing":["received"],"next":"received"}""")]
    [InlineData("settled", "[\"verified\",\"received\"]", """{"allowed":true,"missing":[],"next":"settled"}""")]
    [InlineData("reported", "[\"reported\"]", """{"allowed":false,"missing":["received","verified","settled"],"next":"received"}""")]
    public void A_step_is_allowed_when_all_before_it_are_done_in_whatever_order(string requested, string completed, string outcome) =>
        Assert.Equal(outcome, TestPolicy.Document("Checklist", Sequence).Decide($$"""{ "requestedStep": "{{requested}}", "completedSteps": {{completed}} }"""));

    [Fact]
    public void Without_a_request_the_whole_sequence_must_be_done()
    {
        var document = TestPolicy.Document("Checklist", Sequence.Replace("\"requested\": \"requestedStep\", ", "", StringComparison.Ordinal).Replace("\"requestedStep\": \"step\", ", "", StringComparison.Ordinal));
        Assert.Equal("""{"allowed":false,"missing":["reported"],"next":"reported"}""", document.Decide("""{ "completedSteps": ["received", "verified", "settled"] }"""));
    }

    [Fact]
    public void A_requested_step_outside_the_sequence_is_a_fault_not_a_permission()
    {
        var document = TestPolicy.Document("Checklist", Sequence.Replace("[\"received\", \"verified\", \"settled\", \"reported\"]] }", "[\"received\", \"verified\"]] }", StringComparison.Ordinal));
        var decision = document.Run("""{ "requestedStep": "settled", "completedSteps": [] }""", explain: false);
        Assert.Equal("CWF4209", decision.Fault?.Code.Id);
    }

    [Fact]
    public void A_stage_may_begin_when_all_steps_of_the_stages_before_it_are_done()
    {
        var document = TestPolicy.Document("Checklist", """
            { "types": { "stage": ["contact", "solution", "improvement"], "step": ["talked", "recorded", "analysed", "solved", "measured"] },
              "parameters": { "stages": ["Map<stage, List<step>>", { "contact": ["talked", "recorded"], "solution": ["analysed", "solved"], "improvement": ["measured"] }] },
              "facts": { "requestedStage": "stage", "completed": "List<step>" },
              "stages": "stages", "requested": "requestedStage", "completed": "completed",
              "outcome": { "allowed": "Boolean", "missing": "List<step>", "next": "step?" } }
            """);
        Assert.Equal("""{"allowed":true,"missing":[],"next":"talked"}""", document.Decide("""{ "requestedStage": "contact", "completed": [] }"""));
        Assert.Equal("""{"allowed":false,"missing":["recorded","solved"],"next":"recorded"}""", document.Decide("""{ "requestedStage": "improvement", "completed": ["talked", "analysed"] }"""));
    }

    [Fact]
    public void A_step_done_by_a_role_whose_step_it_is_not_does_not_count()
    {
        var document = TestPolicy.Document("Checklist", """
            { "types": { "step": ["received", "handled"], "role": ["office", "manager", "deputy"], "act": { "record": [
                { "name": "step", "type": "step", "label": { "zh": "步骤", "en": "Step" } }, { "name": "by", "type": "role", "label": { "zh": "角色", "en": "Role" } } ] } },
              "parameters": { "steps": ["List<step>", ["received", "handled"]], "owners": ["Map<step, List<role>>", { "handled": ["manager", "deputy"] }] },
              "facts": { "acts": "List<act>" },
              "sequence": "steps", "completed": "acts", "actors": "owners",
              "outcome": { "missing": "List<step>", "wrongActor": "List<step>" } }
            """);
        Assert.Equal("""{"missing":["handled"],"wrongActor":["handled"]}""", document.Decide("""{ "acts": [{ "step": "received", "by": "office" }, { "step": "handled", "by": "office" }] }"""));
        Assert.Equal("""{"missing":[],"wrongActor":[]}""", document.Decide("""{ "acts": [{ "step": "received", "by": "manager" }, { "step": "handled", "by": "deputy" }] }"""));
        Assert.Equal("""{"undetermined":true,"missingFacts":["acts[].by"]}""", document.Decide("""{ "acts": [{ "step": "received" }] }"""));
        Assert.Contains("步骤““handled””由“office”完成，非其职责，不予计入", document.Explain("""{ "acts": [{ "step": "handled", "by": "office" }] }""", Language.Chinese));
    }

    [Fact]
    public void A_forbidden_list_tells_violations_in_its_own_order_and_what_it_does_not_know()
    {
        var document = TestPolicy.Document("Checklist", """
            { "parameters": { "banned": ["List<Text>", ["shouting", "privateCall", "reading"]] }, "facts": { "seen": "List<Text>" },
              "forbidden": "banned", "found": "seen",
              "outcome": { "allowed": "Boolean", "violations": "List<Text>", "unexpected": "List<Text>" } }
            """);
        Assert.Equal("""{"allowed":false,"violations":["shouting","reading"],"unexpected":["yawning"]}""", document.Decide("""{ "seen": ["reading", "yawning", "shouting", "reading"] }"""));
        Assert.Equal("""{"allowed":true,"violations":[],"unexpected":[]}""", document.Decide("""{ "seen": [] }"""));
    }

    [Fact]
    public void Lists_conditions_and_single_items_are_reported_in_the_order_in_which_they_are_written()
    {
        var document = TestPolicy.Document("Checklist", """
            { "parameters": { "both": ["List<Text>", ["receipt", "phone"]], "company": ["List<Text>", ["licence", "code"]] },
              "facts": { "isCompany": "Boolean", "taken": "Boolean", "documents": "List<Text>" },
              "present": "documents",
              "items": [
                { "code": "dataReturned", "when": "taken", "satisfied": "false" },
                { "required": "company", "when": "isCompany" },
                { "code": "personalId", "when": "not isCompany" },
                { "required": "both" } ],
              "outcome": { "complete": "Boolean", "missing": "List<Text>" } }
            """);
        Assert.Equal("""{"complete":false,"missing":["dataReturned","licence","phone"]}""", document.Decide("""{ "isCompany": true, "taken": true, "documents": ["code", "receipt"] }"""));
        Assert.Equal("""{"complete":true,"missing":[]}""", document.Decide("""{ "isCompany": false, "taken": false, "documents": ["personalId", "receipt", "phone"] }"""));
    }

    [Fact]
    public void An_item_that_is_only_a_name_is_the_fact_of_that_name()
    {
        var document = TestPolicy.Document("Checklist", """
            { "facts": { "voluntary": "Boolean", "verified": "Boolean", "education?": "Integer" },
              "items": ["voluntary", { "code": "education", "satisfied": "education >= 1" }, "verified"],
              "outcome": { "allowed": "Boolean", "missing": "List<Text>" } }
            """);
        Assert.Equal("""{"allowed":false,"missing":["education","verified"]}""", document.Decide("""{ "voluntary": true, "verified": false }"""));
        Assert.Equal("""{"allowed":true,"missing":[]}""", document.Decide("""{ "voluntary": true, "verified": true, "education": 3 }"""));
    }

    [Fact]
    public void A_map_holds_a_code_when_it_has_something_for_it()
    {
        var document = TestPolicy.Document("Checklist", """
            { "types": { "stage": ["teaching", "feedback", "care"] }, "parameters": { "stages": ["List<stage>", ["teaching", "feedback", "care"]] },
              "facts": { "owners": "Map<stage, Text>" }, "required": "stages", "present": "owners", "outcome": { "missing": "List<stage>" } }
            """);
        Assert.Equal("""{"missing":["feedback","care"]}""", document.Decide("""{ "owners": { "teaching": "Li", "feedback": " " } }"""));
    }

    [Fact]
    public void A_checklist_that_does_not_apply_asks_for_nothing()
    {
        var document = TestPolicy.Document("Checklist", "{" + Steps + """
            "facts": { "leak": "Boolean", "done": "List<step>" }, "when": "leak", "required": "steps", "present": "done",
            "outcome": { "applies": "Boolean", "complete": "Boolean", "missing": "List<step>" } }
            """);
        Assert.Equal("""{"applies":false,"complete":true,"missing":[]}""", document.Decide("""{ "leak": false, "done": [] }"""));
        Assert.StartsWith("""{"applies":true,"complete":false""", document.Decide("""{ "leak": true, "done": [] }"""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_member_makes_the_list_undetermined_instead_of_shorter()
    {
        var document = TestPolicy.Document("Checklist", """
            { "types": { "person": { "record": [ { "name": "consent", "type": "Boolean", "label": { "zh": "同意", "en": "Consent" }, "required": false } ] } },
              "facts": { "person": "person", "verified": "Boolean" },
              "items": [{ "code": "consent", "satisfied": "person.consent" }, "verified"],
              "outcome": { "missing": "List<Text>" } }
            """);
        Assert.Equal("""{"undetermined":true,"missingFacts":["person.consent"]}""", document.Decide("""{ "person": {}, "verified": false }"""));
    }

    [Fact]
    public void The_reason_names_every_item_in_both_languages()
    {
        var document = TestPolicy.Document("Checklist", Sequence);
        var facts = """{ "requestedStep": "settled", "completedSteps": ["received"] }""";
        Assert.Contains("step 'verified': must be done first", document.Explain(facts, Language.English));
        Assert.Contains("步骤““verified””：须先完成", document.Explain(facts, Language.Chinese));
    }

    [Fact]
    public void A_test_has_covered_a_code_when_it_saw_it_missing()
    {
        var document = TestPolicy.Document("Checklist", Sequence);
        Assert.Equal(["received", "verified", "settled"], document.Body.CoveragePoints.Select(p => p.Id));
        var decision = document.Run("""{ "requestedStep": "settled", "completedSteps": ["received"] }""", explain: false);
        Assert.Equal(["verified"], document.Body.Reached(decision.Result));
    }

    [Fact]
    public void The_last_step_can_be_missing_only_where_the_whole_may_be_asked_for()
    {
        static IEnumerable<string> Points(string document) => TestPolicy.Document("Checklist", document).Body.CoveragePoints.Select(p => p.Id);
        Assert.DoesNotContain("reported", Points(Sequence));
        Assert.Contains("reported", Points(Sequence.Replace("\"requestedStep\": \"step\"", "\"requestedStep\": \"step?\"", StringComparison.Ordinal)));
    }
}
