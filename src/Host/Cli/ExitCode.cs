namespace CrmWorkflows.Host.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Nothing failed.</summary>
    public const int Success = 0;

    /// <summary>The verb ran and something failed: a finding, a test, a file.</summary>
    public const int Failure = 1;

    /// <summary>The command line itself was wrong.</summary>
    public const int Usage = 2;

    /// <summary>The program failed, not its input (EX_SOFTWARE).</summary>
    public const int Unexpected = 70;

    /// <summary>The user ended the run (128 + SIGINT).</summary>
    public const int Cancelled = 130;
}
