using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Policies.AccessPolicy;

/// <summary>Who may see or do what, and on which grounds nothing may be decided.</summary>
public sealed class AccessPolicyTests
{
    [Theory]
    [InlineData("true", "false", "allow")]
    [InlineData("false", "false", "deny")]
    [InlineData("true", "true", "deny")]
    public void A_policy_of_one_sentence_allows_what_it_names_and_denial_goes_first(string authorised, string blocked, string decision)
    {
        var document = TestPolicy.Document("AccessPolicy", """
            { "facts": { "authorised": "Boolean", "blocked": "Boolean" }, "deny": "blocked", "allow": "authorised", "outcome": { "decision": "accessDecision" } }
            """);
        Assert.Equal($$"""{"decision":"{{decision}}"}""", document.Decide($$"""{ "authorised": {{authorised}}, "blocked": {{blocked}} }"""));
    }

    private const string Matrix = """
        { "types": { "role": ["teller", "manager", "auditor"], "purpose": ["service", "marketing"], "level": ["general", "sensitive"] },
          "facts": { "role": "role", "purpose": "purpose", "level": "level", "phone?": "Text" },
          "role": "role", "purpose": "purpose", "sensitivity": "level", "value": "phone",
          "rules": [
            { "roles": ["auditor"], "effect": "allow" },
            { "purposes": ["marketing"], "sensitivities": ["sensitive"], "effect": "deny" },
            { "id": "teller", "roles": ["teller"], "sensitivities": ["sensitive"], "effect": "mask", "mask": "phone" },
            { "roles": ["teller", "manager"], "purposes": ["service"], "effect": "allow" } ],
          "outcome": { "decision": "accessDecision", "shown": "Text?", "rule": "Text?" } }
        """;

    [Theory]
    [InlineData("auditor", "marketing", "sensitive", """{"decision":"allow","shown":"13812345678","rule":"rule1"}""")]
    [InlineData("manager", "marketing", "sensitive", """{"decision":"deny","shown":null,"rule":"rule2"}""")]
    [InlineData("teller", "service", "sensitive", """{"decision":"mask","shown":"138****5678","rule":"teller"}""")]
    [InlineData("manager", "service", "sensitive", """{"decision":"allow","shown":"13812345678","rule":"rule4"}""")]
    [InlineData("manager", "marketing", "general", """{"decision":"deny","shown":null,"rule":null}""")]
    public void The_first_rule_that_fits_role_purpose_and_sensitivity_decides(string role, string purpose, string level, string outcome) =>
        Assert.Equal(outcome, TestPolicy.Document("AccessPolicy", Matrix).Decide($$"""{ "role": "{{role}}", "purpose": "{{purpose}}", "level": "{{level}}", "phone": "13812345678" }"""));

    [Fact]
    public void What_no_rule_allows_is_denied_and_the_reason_says_so()
    {
        var facts = """{ "role": "manager", "purpose": "marketing", "level": "general" }""";
        Assert.Contains("no rule allows it: denied", TestPolicy.Document("AccessPolicy", Matrix).Explain(facts, Language.English));
        Assert.Contains("没有规则允许：不允许", TestPolicy.Document("AccessPolicy", Matrix).Explain(facts, Language.Chinese));
    }

    [Fact]
    public void An_approval_turns_what_needs_it_into_an_allowance_and_nothing_else()
    {
        var document = TestPolicy.Document("AccessPolicy", """
            { "parameters": { "free": ["List<Text>", ["clientService"]] }, "facts": { "department": "Text", "agreed": "Boolean" },
              "rules": [{ "when": "department in free", "effect": "allow" }, { "effect": "needsApproval", "approver": "generalManager", "approved": "agreed" }],
              "outcome": { "decision": "accessDecision", "allowed": "Boolean", "approver": "Text?" } }
            """);
        Assert.Equal("""{"decision":"allow","allowed":true,"approver":null}""", document.Decide("""{ "department": "clientService", "agreed": false }"""));
        Assert.Equal("""{"decision":"needsApproval","allowed":false,"approver":"generalManager"}""", document.Decide("""{ "department": "sales", "agreed": false }"""));
        Assert.Equal("""{"decision":"allow","allowed":true,"approver":null}""", document.Decide("""{ "department": "sales", "agreed": true }"""));
    }

    [Fact]
    public void Fields_are_judged_one_by_one_and_the_whole_is_as_good_as_the_worst()
    {
        var document = TestPolicy.Document("AccessPolicy", """
            { "types": { "role": ["teller", "manager"] }, "facts": { "role": "role", "name": "Text", "card": "Text", "segment": "Text" }, "role": "role",
              "fields": [
                { "name": "name", "sensitivity": "personal", "mask": "name", "value": "name" },
                { "name": "card", "sensitivity": "secret", "mask": "account", "value": "card" },
                { "name": "segment", "sensitivity": "open", "mask": "all", "value": "segment" } ],
              "rules": [
                { "sensitivities": ["open"], "effect": "allow" },
                { "roles": ["teller"], "sensitivities": ["personal"], "effect": "mask" },
                { "roles": ["manager"], "effect": "mask" } ],
              "outcome": { "decision": "accessDecision", "fields": "Map<accessDecision>", "shownFields": "Map<Text?>" } }
            """);
        Assert.Equal("""{"decision":"deny","fields":{"name":"mask","card":"deny","segment":"allow"},"shownFields":{"name":"王**","card":null,"segment":"vip"}}""",
            document.Decide("""{ "role": "teller", "name": "王小明", "card": "6222021234567890", "segment": "vip" }"""));
        Assert.Equal("""{"decision":"mask","fields":{"name":"mask","card":"mask","segment":"allow"},"shownFields":{"name":"王**","card":"************7890","segment":"vip"}}""",
            document.Decide("""{ "role": "manager", "name": "王小明", "card": "6222021234567890", "segment": "vip" }"""));
    }

    [Fact]
    public void A_forbidden_ground_denies_whatever_else_is_named()
    {
        var document = TestPolicy.Document("AccessPolicy", """
            { "parameters": { "banned": ["List<Text>", ["customerSize", "tradingFrequency"]] }, "facts": { "grounds": "List<Text>" },
              "forbiddenGrounds": "banned", "grounds": "grounds", "outcome": { "decision": "accessDecision", "forbidden": "List<Text>" } }
            """);
        Assert.Equal("""{"decision":"deny","forbidden":["customerSize","tradingFrequency"]}""", document.Decide("""{ "grounds": ["tradingFrequency", "age", "customerSize"] }"""));
        Assert.Equal("""{"decision":"allow","forbidden":[]}""", document.Decide("""{ "grounds": ["age"] }"""));
    }

    private const string Bar = """
        { "parameters": { "banned": ["List<Text>", ["customerSize"]] }, "facts": { "grounds": "List<Text>" },
          "forbiddenGrounds": "banned", "grounds": "grounds", "bars": { "facts": ["customerSize", "customer.size"] }, "outcome": { "decision": "accessDecision" } }
        """;

    [Theory]
    [InlineData(""" "facts": { "customerSize": "Integer" }, "outcome": [{ "name": "x", "type": "Integer", "label": { "zh": "结果", "en": "X" }, "value": "customerSize" }] """)]
    [InlineData(""" "facts": [{ "name": "size", "type": "Integer", "from": "customer.size", "label": { "zh": "规模", "en": "Size" } }], "outcome": [{ "name": "x", "type": "Integer", "label": { "zh": "结果", "en": "X" }, "value": "size" }] """)]
    [InlineData(""" "types": { "customer": { "record": [{ "name": "size", "type": "Integer", "label": { "zh": "规模", "en": "Size" } }] } }, "facts": { "customer": "customer" }, "outcome": [{ "name": "x", "type": "Integer", "label": { "zh": "结果", "en": "X" }, "value": "customer.size" }] """)]
    public void A_document_of_the_same_policy_that_reads_a_barred_fact_is_refused_at_load(string body)
    {
        var load = TestPolicy.Load(("AccessPolicy", Bar), ("Calculation", "{" + body + "}"));
        Assert.Single(load.Diagnostics, d => d.Code.Id == "CWF4807");
        Assert.Empty(load.Library.Policies);
    }

    [Theory]
    [InlineData(""" "facts": { "age": "Integer", "customerSize": "Integer" }, """, "age", 0)] // declared and looked at by nothing
    [InlineData(""" "facts": { "age": "Integer", "customerSize": "Integer" }, "requires": [{ "facts": ["customerSize"] }], """, "age", 0)]
    [InlineData(""" "facts": { "age": "Integer", "customerSize": "Integer" }, "let": [{ "name": "half", "value": "customerSize / 2" }], """, "age", 1)]
    [InlineData(""" "types": { "c": { "record": [{ "name": "size", "type": "Integer", "label": { "zh": "规模", "en": "Size" } }, { "name": "age", "type": "Integer", "label": { "zh": "年龄", "en": "Age" } }] } }, "facts": { "customer": "c" }, """, "customer.age", 0)]
    [InlineData(""" "types": { "c": { "record": [{ "name": "size", "type": "Integer", "label": { "zh": "规模", "en": "Size" } }, { "name": "age", "type": "Integer", "label": { "zh": "年龄", "en": "Age" } }] } }, "facts": { "customer": "List<c>" }, """, "count(where(customer, c => c.age > 0))", 1)] // a list is used whole
    public void Only_what_is_used_is_barred(string facts, string value, int findings)
    {
        var load = TestPolicy.Load(("AccessPolicy", Bar), ("Calculation", $$"""{ {{facts}} "outcome": [{ "name": "x", "type": "Integer", "label": { "zh": "结果", "en": "X" }, "value": "{{value}}" }] }"""));
        Assert.Equal(Enumerable.Repeat("CWF4807", findings), load.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Code.Id));
    }

    [Theory]
    [InlineData("\"points\": \"customerSize / most\"")]
    [InlineData("\"value\": \"customerSize\", \"bands\": { \"-\": 100 }")]
    [InlineData("\"points\": 100, \"weight\": \"customerSize\"")]
    public void A_barred_fact_is_found_wherever_a_body_reads_it(string criterion)
    {
        var load = TestPolicy.Load(("AccessPolicy", Bar), ("Grading", $$"""
            { "parameters": { "most": ["Integer", 100] }, "facts": { "customerSize": "Integer" },
              "scorecard": { "total": 100, "criteria": [ { "name": "x", "label": { "zh": "甲", "en": "X" }, {{criterion}} } ] }, "outcome": { "score": "Decimal" } }
            """));
        Assert.Contains("CWF4807", load.Diagnostics.Select(d => d.Code.Id));
    }

    [Fact]
    public void Other_facts_may_be_read()
    {
        var load = TestPolicy.Load(("AccessPolicy", Bar), ("Calculation", """{ "facts": { "age": "Integer" }, "outcome": [{ "name": "x", "type": "Integer", "label": { "zh": "结果", "en": "X" }, "value": "age" }] }"""));
        Assert.Empty(load.Diagnostics);
    }

    [Fact]
    public void Every_rule_is_a_point_that_a_test_should_reach()
    {
        var document = TestPolicy.Document("AccessPolicy", Matrix);
        Assert.Equal(["rule1", "rule2", "teller", "rule4"], document.Body.CoveragePoints.Select(p => p.Id));
        Assert.Equal(["teller"], document.Body.Reached(document.Run("""{ "role": "teller", "purpose": "service", "level": "sensitive" }""", explain: false).Result));
    }
}
