"""The world's faults: what keeps a command from running at all (no Git, a shallow clone, no registry). Exit code 3."""

import errno

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹",
    errno.EISDIR: "那里是文件夹",
    errno.EEXIST: "已经有了",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "超出磁盘配额",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.EADDRINUSE: "已被别的程序占用",
    errno.EIO: "磁盘读写出错",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese where we know it."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


class CannotRun(Exception):
    """The command could not run. `message` says what is wrong, `mend` the next step; both Chinese, one line each."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message, mend)  # both, or it could not travel between processes
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.message}。{self.mend}"
