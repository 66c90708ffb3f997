using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Policies.ApprovalChain;

/// <summary>Who has agreed, who is next, whose approval does not count.</summary>
public sealed class ApprovalChainTests
{
    private const string Outcome = """ "outcome": { "approved": "Boolean", "next": "role?", "ignored": "List<role>" } """;

    private const string Roles = """ "types": { "role": ["specialist", "director", "finance", "deputy", "general"] }, """;

    private const string ByRecords = """
        "types": { "role": ["clerk", "manager", "general"], "approval": { "record": [
            { "name": "role", "type": "role", "label": { "zh": "角色", "en": "Role" } },
            { "name": "person", "type": "Text", "label": { "zh": "人员", "en": "Person" } },
            { "name": "approved", "type": "Boolean", "label": { "zh": "同意", "en": "Agrees" } } ] } },
        "parameters": { "chain": ["List<role>", ["clerk", "manager", "general"]] },
        "facts": { "approvals": "List<approval>", "asker?": "Text" }, "approvals": "approvals", "requestedBy": "asker", "chain": "chain",
        """;

    [Theory]
    [InlineData("[]", """{"approved":false,"next":"specialist","ignored":[]}""")]
    [InlineData("""["specialist","director"]""", """{"approved":false,"next":"finance","ignored":[]}""")]
    [InlineData("""["finance","specialist","general","director","director"]""", """{"approved":false,"next":"finance","ignored":["finance","general","director"]}""")]
    [InlineData("""["specialist","director","finance","specialist"]""", """{"approved":true,"next":null,"ignored":["specialist"]}""")]
    public void An_approval_counts_only_when_it_is_the_roles_turn(string approvals, string outcome)
    {
        var document = TestPolicy.Document("ApprovalChain", "{" + Roles + """
            "parameters": { "chain": ["List<role>", ["specialist", "director", "finance"]] },
            "facts": { "approvals": "List<role>" }, "chain": "chain", "approvals": "approvals",
            """ + Outcome + "}");
        Assert.Equal(outcome, document.Decide($$"""{ "approvals": {{approvals}} }"""));
    }

    [Fact]
    public void One_of_several_roles_fills_a_step_that_names_them()
    {
        var document = TestPolicy.Document("ApprovalChain", "{" + Roles + """
            "facts": { "approvals": "List<role>" }, "approvals": "approvals",
            "steps": ["specialist", { "id": "head", "anyOf": ["deputy", "general"], "label": { "zh": "分管领导", "en": "Head" } }],
            "outcome": { "approved": "Boolean", "next": "Text?", "nextRoles": "List<role>" } }
            """);
        Assert.Equal("""{"approved":false,"next":"head","nextRoles":["deputy","general"]}""", document.Decide("""{ "approvals": ["specialist"] }"""));
        Assert.Equal("""{"approved":true,"next":null,"nextRoles":[]}""", document.Decide("""{ "approvals": ["specialist", "general"] }"""));
        Assert.Contains("等待步骤“分管领导”：“deputy”、“general”", document.Explain("""{ "approvals": ["specialist"] }""", Language.Chinese));
    }

    [Fact]
    public void A_joint_step_needs_all_its_roles_in_whatever_order()
    {
        var document = TestPolicy.Document("ApprovalChain", "{" + Roles + """
            "facts": { "approvals": "List<role>" }, "approvals": "approvals",
            "steps": [{ "id": "jointly", "allOf": ["finance", "director"] }, "general"],
            "outcome": { "approved": "Boolean", "next": "Text?", "nextRoles": "List<role>", "ignored": "List<role>" } }
            """);
        Assert.Equal("""{"approved":false,"next":"jointly","nextRoles":["finance"],"ignored":["director"]}""", document.Decide("""{ "approvals": ["director", "director"] }"""));
        Assert.Equal("""{"approved":true,"next":null,"nextRoles":[],"ignored":[]}""", document.Decide("""{ "approvals": ["director", "finance", "general"] }"""));
    }

    [Fact]
    public void A_step_under_a_condition_is_asked_only_where_the_condition_holds()
    {
        var document = TestPolicy.Document("ApprovalChain", "{" + Roles + """
            "facts": { "approvals": "List<role>", "amount": "Money(CNY)" }, "parameters": { "limit": ["Money(CNY)", 10000] }, "approvals": "approvals",
            "steps": ["specialist", { "id": "finance", "when": "amount > limit" }, "general"],
            """ + Outcome + "}");
        Assert.Equal("""{"approved":false,"next":"finance","ignored":[]}""", document.Decide("""{ "amount": 10001, "approvals": ["specialist"] }"""));
        Assert.Equal("""{"approved":false,"next":"general","ignored":[]}""", document.Decide("""{ "amount": 10000, "approvals": ["specialist"] }"""));
    }

    [Fact]
    public void The_first_chain_whose_condition_holds_is_taken_and_none_is_a_fault()
    {
        var document = TestPolicy.Document("ApprovalChain", "{" + Roles + """
            "facts": { "segment": "Text", "approvals": "List<role>" }, "approvals": "approvals",
            "chains": [{ "when": "segment == \"small\"", "steps": ["specialist"] }, { "when": "segment == \"large\"", "steps": ["specialist", "general"] }],
            """ + Outcome + "}");
        Assert.StartsWith("""{"approved":true""", document.Decide("""{ "segment": "small", "approvals": ["specialist"] }"""), StringComparison.Ordinal);
        Assert.Equal("""{"approved":false,"next":"general","ignored":[]}""", document.Decide("""{ "segment": "large", "approvals": ["specialist"] }"""));
        Assert.Equal("CWF4307", document.Run("""{ "segment": "other", "approvals": [] }""", explain: false).Fault?.Code.Id);
    }

    [Fact]
    public void Nobody_approves_twice_and_nobody_for_themselves()
    {
        var document = TestPolicy.Document("ApprovalChain", "{" + ByRecords + """ "outcome": { "approved": "Boolean", "next": "role?", "reasons": "List<ignoredReason>" } }""");
        Assert.Equal("""{"approved":false,"next":"manager","reasons":["samePerson"]}""",
            document.Decide("""{ "approvals": [{ "role": "clerk", "person": "Li", "approved": true }, { "role": "manager", "person": "Li", "approved": true }] }"""));
        Assert.Equal("""{"approved":false,"next":"clerk","reasons":["ownRequest"]}""",
            document.Decide("""{ "asker": "Li", "approvals": [{ "role": "clerk", "person": "Li", "approved": true }] }"""));
        Assert.Equal("""{"approved":true,"next":null,"reasons":["outOfTurn","notNeeded"]}""", document.Decide("""
            { "asker": "Ma", "approvals": [{ "role": "general", "person": "Wu", "approved": true }, { "role": "clerk", "person": "Li", "approved": true },
              { "role": "manager", "person": "Hu", "approved": true }, { "role": "general", "person": "Wu", "approved": true }, { "role": "clerk", "person": "Su", "approved": true }] }
            """));
    }

    [Fact]
    public void A_refusal_ends_the_chain_when_it_is_the_roles_turn()
    {
        var document = TestPolicy.Document("ApprovalChain", "{" + ByRecords + """ "outcome": { "approved": "Boolean", "rejected": "Boolean", "next": "role?", "reasons": "List<ignoredReason>" } }""");
        Assert.Equal("""{"approved":false,"rejected":true,"next":null,"reasons":["notNeeded"]}""",
            document.Decide("""{ "approvals": [{ "role": "clerk", "person": "Li", "approved": false }, { "role": "manager", "person": "Hu", "approved": true }] }"""));
        Assert.Equal("""{"approved":false,"rejected":false,"next":"clerk","reasons":["outOfTurn"]}""",
            document.Decide("""{ "approvals": [{ "role": "manager", "person": "Hu", "approved": false }] }"""));
    }

    [Fact]
    public void In_an_emergency_the_short_way_is_enough_to_act_and_the_ordinary_steps_follow_as_a_review()
    {
        var document = TestPolicy.Document("ApprovalChain", "{" + Roles + """
            "facts": { "urgent": "Boolean", "approvals": "List<role>" }, "approvals": "approvals",
            "steps": ["specialist", "director", "general"],
            "emergency": { "when": "urgent", "steps": [{ "id": "director" }] },
            "outcome": { "approved": "Boolean", "next": "role?", "reviewOutstanding": "List<role>", "emergency": "Boolean" } }
            """);
        Assert.Equal("""{"approved":false,"next":"director","reviewOutstanding":[],"emergency":true}""", document.Decide("""{ "urgent": true, "approvals": [] }"""));
        Assert.Equal("""{"approved":true,"next":"specialist","reviewOutstanding":["specialist","general"],"emergency":true}""", document.Decide("""{ "urgent": true, "approvals": ["director"] }"""));
        Assert.Equal("""{"approved":true,"next":null,"reviewOutstanding":[],"emergency":true}""", document.Decide("""{ "urgent": true, "approvals": ["director", "specialist", "general"] }"""));
        Assert.Equal("""{"approved":false,"next":"specialist","reviewOutstanding":[],"emergency":false}""", document.Decide("""{ "urgent": false, "approvals": ["director"] }"""));
    }

    [Fact]
    public void The_reason_says_what_counted_and_what_did_not()
    {
        var document = TestPolicy.Document("ApprovalChain", "{" + Roles + """
            "facts": { "approvals": "List<role>" }, "approvals": "approvals", "steps": ["specialist", "general"],
            """ + Outcome + "}");
        var english = document.Explain("""{ "approvals": ["general", "specialist"] }""", Language.English);
        Assert.Contains("general: does not count, out of turn", english);
        Assert.Contains("specialist: counts for step 'specialist'", english);
        Assert.Contains("waiting for step 'general': general", english);
        Assert.Contains("“general”：不予计入，未轮到该角色", document.Explain("""{ "approvals": ["general"] }""", Language.Chinese));
    }

    [Fact]
    public void A_test_has_covered_a_step_when_it_was_passed_or_waited_for()
    {
        var document = TestPolicy.Document("ApprovalChain", "{" + Roles + """
            "facts": { "approvals": "List<role>" }, "approvals": "approvals", "steps": ["specialist", "director", "general"],
            """ + Outcome + "}");
        Assert.Equal(["specialist", "director", "general"], document.Body.CoveragePoints.Select(p => p.Id));
        Assert.Equal(["specialist", "director"], document.Body.Reached(document.Run("""{ "approvals": ["specialist"] }""", explain: false).Result));
    }
}
