using CrmWorkflows.Rules.Deciding.UnaryTests;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Policies.DecisionTable;

namespace CrmWorkflows.Rules.Tests.Policies.DecisionTable;

/// <summary>The guide and the error pages of tables and their cells tell the truth.</summary>
public sealed class DecisionTablePagesTests
{
    public static TheoryData<string> Codes => [.. typeof(DecisionTableDiagnostics).GetFields().Concat(typeof(UnaryTestDiagnostics).GetFields())
        .Select(f => f.GetValue(null)).OfType<DiagnosticCode>().Select(c => c.Id)];

    [Fact]
    public void The_guide_shows_documents_that_load() => DocumentPages.AssertSound("decision-table.md");

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_page_of_a_code_shows_what_is_wrong_and_what_is_right(string id) => DocumentPages.AssertTrue(id);
}
