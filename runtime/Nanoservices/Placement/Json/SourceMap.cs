using System.Text;

namespace Nanoservices.Placement.Json;

/// <summary>Turns byte offsets of a UTF-8 text into lines and columns. Immutable.</summary>
internal sealed class SourceMap
{
    private readonly byte[] _text;
    private readonly List<int> _lineStarts = [0];

    public SourceMap(byte[] text)
    {
        _text = text;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == (byte)'\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    /// <summary>The place of a byte; offsets behind the end mean the end.</summary>
    public SourcePosition At(long offset)
    {
        int at = (int)Math.Clamp(offset, 0, _text.Length);
        int found = _lineStarts.BinarySearch(at);
        int line = found >= 0 ? found : ~found - 1;
        int start = _lineStarts[line];

        // A byte that is no valid UTF-8 counts as one column (the replacement character).
        return new SourcePosition(line + 1, Encoding.UTF8.GetCharCount(_text, start, at - start) + 1);
    }

    /// <summary>The offset of a byte in a line (both from 0), as System.Text.Json reports errors.</summary>
    public long Offset(long line, long byteInLine) =>
        line < _lineStarts.Count ? _lineStarts[(int)line] + byteInLine : _text.Length;
}
