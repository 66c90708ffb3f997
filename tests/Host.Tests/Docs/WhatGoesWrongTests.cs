using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrmWorkflows.Host.Tests.Cli;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Host.Tests.Docs;

/// <summary>
/// The guide of mistakes shows, for each kind, what an officer reads of three bad documents in both languages. The documents are the bad samples of the
/// error pages; what is read is what comes out. <c>CRMWF_UPDATE=1</c> writes the page anew.
/// </summary>
public sealed partial class WhatGoesWrongTests
{
    private const string Policy = """{ "kind": "Policy", "name": "example", "line": "bank", "title": { "zh": "示例办法", "en": "Example" } }""";

    private static readonly (string Kind, string Zh, string Guide, string[] Codes)[] Kinds =
    [
        ("Calendar", "日历", "calendars", ["CWF6004", "CWF6012", "CWF6013"]),
        ("ObligationPlan", "应办事项", "obligation-plan", ["CWF4404", "CWF4405", "CWF4409"]),
        ("Checklist", "清单", "checklist", ["CWF4202", "CWF4207", "CWF4209"]),
        ("ApprovalChain", "审批链", "approval-chain", ["CWF4302", "CWF4305", "CWF4308"]),
        ("PenaltySchedule", "奖惩", "penalty-schedule", ["CWF4602", "CWF4604", "CWF4608"]),
        ("Allocation", "分配", "allocation", ["CWF4704", "CWF4705", "CWF4707"]),
        ("Grading", "分级", "grading", ["CWF4010", "CWF4011", "CWF4012"]),
        ("DecisionTable", "决策表", "decision-table", ["CWF4107", "CWF4108", "CWF4118"]),
        ("ServiceLevel", "服务时限", "service-level", ["CWF4502", "CWF4503", "CWF4513"]),
        ("AccessPolicy", "访问规则", "access-policy", ["CWF4804", "CWF4805", "CWF4807"]),
    ];

    [Fact]
    public void The_page_shows_what_comes_out()
    {
        var path = Path.Combine(Repository.Root, "docs", "guide", "what-goes-wrong.md");
        var page = Page();
        if (Environment.GetEnvironmentVariable("CRMWF_UPDATE") == "1") File.WriteAllText(path, page);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == page, "docs/guide/what-goes-wrong.md is stale: run the tests with CRMWF_UPDATE=1 and read what has changed.");
    }

    private static string Page()
    {
        var page = new StringBuilder("""
            # What goes wrong / 常见错误

            What an officer reads when a document does not hold together, or when facts cannot be decided on: three mistakes for each kind. Each heading leads to the
            page that shows the bad document and the good one. The texts are those of `crmwf check` and `crmwf decide`; a test holds this page against them.

            规则文件有误或事实无法判定时业务人员所见的提示：每种规则文件各举三例。标题链接到相应页面，其中有错误与正确的写法。以下文字即 `crmwf check` 与 `crmwf decide` 的实际输出，由测试核对。

            """.ReplaceLineEndings("\n"));
        foreach (var (kind, zh, guide, codes) in Kinds)
        {
            page.Append($"\n## [{kind} / {zh}]({guide}.md)\n");
            foreach (var code in codes)
            {
                var sample = BadSample(code);
                page.Append($"\n### [{code}](../errors/{code}.md): {TextCatalog.Rules.Get(code + ".title", Language.English)} / {TextCatalog.Rules.Get(code + ".title", Language.Chinese)}\n");
                foreach (var language in new[] { "zh", "en" })
                {
                    var said = Said(sample, language);
                    Assert.Contains(code, said, StringComparison.Ordinal);
                    page.Append($"\n```text\n{said}\n```\n");
                }
            }
        }
        return page.ToString();
    }

    private static (string Info, string Text)[] BadSample(string code)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors", code + ".md")).ReplaceLineEndings("\n");
        var bad = text[text.IndexOf("## Bad", StringComparison.Ordinal)..text.IndexOf("## Good", StringComparison.Ordinal)];
        return [.. Fence().Matches(bad).Select(m => (m.Groups["info"].Value, m.Groups["text"].Value))];
    }

    // A folder of rules with the bad document in it: checked, or decided on when the facts are what is bad.
    private static string Said((string Info, string Text)[] sample, string language)
    {
        var root = Directory.CreateTempSubdirectory("crmwf-wrong-").FullName;
        try
        {
            var (rules, folder) = (Path.Combine(root, "rules"), Path.Combine(root, "rules", "bank", "example"));
            Directory.CreateDirectory(folder);
            Directory.CreateDirectory(Path.Combine(rules, "_calendars"));
            File.WriteAllText(Path.Combine(folder, "policy.json"), Policy);
            foreach (var calendar in Directory.EnumerateFiles(Path.Combine(Repository.Root, "rules", "_calendars"), "*.json")) File.Copy(calendar, Path.Combine(rules, "_calendars", Path.GetFileName(calendar)));
            string? facts = null;
            var name = "";
            foreach (var (info, text) in sample)
            {
                if (info == "json facts") facts = text;
                else
                {
                    name = JsonNode.Parse(text)!["name"]!.ToString();
                    File.WriteAllText(Path.Combine(info == "calendar" ? Path.Combine(rules, "_calendars") : folder, name + ".json"), text);
                }
            }
            var run = facts is null
                ? CommandLineRun.Of("check", rules, "--lang", language)
                : CommandLineRun.With(facts, "decide", "--rules", rules, "--line", "bank", "--policy", "example", "--decision", name, "--lang", language);
            // The count of policies at the end says nothing about the mistake.
            var lines = (run.Error + run.Out).Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(Path.GetFileName(root) + "/", "", StringComparison.Ordinal).TrimEnd().Split('\n');
            return string.Join('\n', facts is null ? lines[..^1] : lines).Trim();
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [GeneratedRegex(@"^```(?<info>[^\n`]*)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
