using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Policies.AccessPolicy;

namespace CrmWorkflows.Rules.Tests.Policies.AccessPolicy;

/// <summary>The guide and the error pages of the kind.</summary>
public sealed class AccessPolicyPageTests
{
    public static TheoryData<string> Codes => [.. typeof(AccessPolicyDiagnostics).GetFields().Select(f => ((DiagnosticCode)f.GetValue(null)!).Id)];

    [Fact]
    public void The_guide_shows_documents_that_load() => DocumentPages.AssertSound("access-policy.md");

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_error_page_is_true(string id) => DocumentPages.AssertTrue(id);
}
