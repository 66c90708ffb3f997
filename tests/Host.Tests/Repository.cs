namespace CrmWorkflows.Host.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "CrmWorkflows.sln"))) return at.FullName;
        throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
