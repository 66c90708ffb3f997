namespace CrmWorkflows.Host.Cli;

/// <summary>
/// A file that appears whole or not at all: written beside its place under another name and moved there when it is complete.
/// <c>-</c> is the standard output, which cannot be taken back.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly Stream _stream;
    private readonly string? _temporary;
    private readonly string _path;

    private AtomicFile(string path, string? temporary, Stream stream) => (_path, _temporary, _stream) = (path, temporary, stream);

    public static AtomicFile Create(string path, CommandLineContext cli)
    {
        if (path == "-") return new AtomicFile(path, null, cli.OpenOutput());
        var full = Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Environment.ProcessId}.part");
        return new AtomicFile(full, temporary, new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16));
    }

    public void Write(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    /// <summary>Puts the file in its place.</summary>
    public void Complete()
    {
        _stream.Flush();
        if (_temporary is null) return;
        _stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (_temporary is not null) File.Delete(_temporary);
    }
}
