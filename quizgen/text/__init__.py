"""Running text: its inline marks, words, paragraphs, sentences, dates and figures; nothing of banks or anchors."""
