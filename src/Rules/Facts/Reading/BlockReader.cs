using System.Buffers;

namespace CrmWorkflows.Rules.Facts.Reading;

/// <summary>
/// Cuts a stream of UTF-8 into blocks of whole records, so that blocks can be worked on side by side. Holds one block at a time whatever
/// the size of the file: a record longer than the limit is named and passed over. Used by one thread.
/// </summary>
/// <param name="stream">The bytes; a byte order mark is passed over.</param>
/// <param name="cut">Length of the whole records at the start of the bytes; 0 when not even the first is whole.</param>
/// <param name="blockSize">Bytes that are read at a time.</param>
internal sealed class BlockReader(Stream stream, Func<ReadOnlySpan<byte>, int> cut, int blockSize = BlockReader.DefaultBlockSize)
{
    public const int DefaultBlockSize = 256 * 1024;

    /// <summary>Most bytes that one record may have.</summary>
    public const int RecordLimit = 1024 * 1024;

    private byte[] _rest = [];
    private int _restLength;
    private long _line = 1;
    private bool _begun;
    private bool _ended;

    /// <summary>The next block; null at the end.</summary>
    public InputBlock? Next()
    {
        if (_ended && _restLength == 0) return null;
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(blockSize, _restLength + blockSize / 2));
        _rest.AsSpan(0, _restLength).CopyTo(buffer);
        var length = _restLength;
        var skipped = 0;
        while (true)
        {
            length = Fill(buffer, length);
            if (!_begun) skipped = SkipMark(buffer, ref length);
            var whole = _ended ? length : cut(buffer.AsSpan(0, length));
            if (whole == 0 && length >= RecordLimit) return Oversized(buffer, length);
            if (whole > 0) return Block(buffer, length, whole, skipped);
            if (_ended) return null;
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
    }

    /// <summary>Gives the bytes of a block back.</summary>
    public static void Return(InputBlock block) => ArrayPool<byte>.Shared.Return(block.Buffer);

    private int Fill(byte[] buffer, int length)
    {
        while (!_ended && length < buffer.Length)
        {
            var read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0) _ended = true;
            length += read;
        }
        return length;
    }

    private int SkipMark(byte[] buffer, ref int length)
    {
        _begun = true;
        if (!buffer.AsSpan(0, length).StartsWith("\uFEFF"u8)) return 0;
        length -= 3;
        buffer.AsSpan(3, length).CopyTo(buffer);
        return 3;
    }

    private InputBlock Block(byte[] buffer, int length, int whole, int skipped)
    {
        Keep(buffer.AsSpan(whole, length - whole));
        var block = new InputBlock { Buffer = buffer, Length = whole, FirstLine = _line, InputBytes = whole + skipped };
        _line += block.Data.Count((byte)'\n');
        return block;
    }

    // Either a quote that never ends, and then its first line is at fault and the next may be sound; or one endless line.
    private InputBlock Oversized(byte[] buffer, int length)
    {
        var line = buffer.AsSpan(0, length).IndexOf((byte)'\n');
        if (line >= 0) return Block(buffer, length, line + 1, 0);
        long passed = length;
        var discard = ArrayPool<byte>.Shared.Rent(blockSize);
        Keep([]);
        while (!_ended)
        {
            var read = Fill(discard, 0);
            var end = discard.AsSpan(0, read).IndexOf((byte)'\n');
            passed += end < 0 ? read : end + 1;
            if (end < 0) continue;
            Keep(discard.AsSpan(end + 1, read - end - 1));
            break;
        }
        ArrayPool<byte>.Shared.Return(discard);
        return new InputBlock { Buffer = buffer, Length = length, FirstLine = _line++, InputBytes = passed, IsTooLong = true };
    }

    private void Keep(ReadOnlySpan<byte> rest)
    {
        if (_rest.Length < rest.Length) _rest = new byte[Math.Max(rest.Length, blockSize)];
        rest.CopyTo(_rest);
        _restLength = rest.Length;
    }
}
