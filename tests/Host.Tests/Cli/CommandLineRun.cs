using System.Text;
using CrmWorkflows.Host.Cli;

namespace CrmWorkflows.Host.Tests.Cli;

/// <summary>One run of the command line in this process: what it wrote, and its exit code.</summary>
internal sealed record CommandLineRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs with paths from the root of the repository; <c>~/</c> stands for it.</summary>
    public static CommandLineRun Of(params string[] args) => With("", args);

    /// <summary>Runs with something piped in.</summary>
    public static CommandLineRun With(string input, params string[] args) => Piped(input, Stream.Null, args);

    /// <summary>Runs with something piped in, and what is piped out written to a stream.</summary>
    public static CommandLineRun Piped(string input, Stream piped, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = new CommandLine(output, error, Clock, () => new MemoryStream(Encoding.UTF8.GetBytes(input)), () => piped)
            .Run([.. args.Select(a => a.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, a[2..]) : a)], _ => null);
        return new CommandLineRun(code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    private static TimeProvider Clock { get; } = new StoppedClock();

    private sealed class StoppedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 3, 16, 9, 0, 0, TimeSpan.Zero);
    }
}
