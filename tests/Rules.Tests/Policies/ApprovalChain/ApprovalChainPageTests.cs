using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Policies.ApprovalChain;

namespace CrmWorkflows.Rules.Tests.Policies.ApprovalChain;

/// <summary>The guide and the error pages of the kind.</summary>
public sealed class ApprovalChainPageTests
{
    public static TheoryData<string> Codes => [.. typeof(ApprovalChainDiagnostics).GetFields().Select(f => ((DiagnosticCode)f.GetValue(null)!).Id)];

    [Fact]
    public void The_guide_shows_documents_that_load() => DocumentPages.AssertSound("approval-chain.md");

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_error_page_is_true(string id) => DocumentPages.AssertTrue(id);
}
