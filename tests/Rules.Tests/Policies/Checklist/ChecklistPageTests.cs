using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Policies.Checklist;

namespace CrmWorkflows.Rules.Tests.Policies.Checklist;

/// <summary>The guide and the error pages of the kind.</summary>
public sealed class ChecklistPageTests
{
    public static TheoryData<string> Codes => [.. typeof(ChecklistDiagnostics).GetFields().Select(f => ((DiagnosticCode)f.GetValue(null)!).Id)];

    [Fact]
    public void The_guide_shows_documents_that_load() => DocumentPages.AssertSound("checklist.md");

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_error_page_is_true(string id) => DocumentPages.AssertTrue(id);
}
