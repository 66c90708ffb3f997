using CrmWorkflows.Rules.Policies.Grading;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Tests.Policies.Grading;

/// <summary>The guide and the error pages of gradings tell the truth.</summary>
public sealed class GradingPagesTests
{
    public static TheoryData<string> Codes => [.. typeof(GradingDiagnostics).GetFields().Select(f => f.GetValue(null)).OfType<DiagnosticCode>().Select(c => c.Id)];

    [Fact]
    public void The_guide_shows_documents_that_load() => DocumentPages.AssertSound("grading.md");

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_page_of_a_code_shows_what_is_wrong_and_what_is_right(string id) => DocumentPages.AssertTrue(id);
}
